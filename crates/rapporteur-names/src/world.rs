//! What the world is called: countries, capitals, seats of government, places.

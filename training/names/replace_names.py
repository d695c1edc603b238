"""Other names in the place of names: each word of a person's or place's name becomes a word of
another's, the same wherever it stands, so that context has to tell what it is."""

from dataclasses import replace

from gold import Named
from words import Words

PERSON, PLACE = 1, 3


def name_words(articles, kind):
    """The words with a capital in names of a kind that stand nowhere in small letters."""
    small = {word for one in articles for word in one.words.texts if word.islower()}
    found = set()
    for one in articles:
        for word, labels in zip(one.words.texts, one.labels):
            if labels[0] == kind and changeable(word, small):
                found.add(word)
    return sorted(found), small


def changeable(word, small):
    return len(word) > 2 and word.istitle() and word.isalpha() and word.lower() not in small


class Replacer:
    """Draws names from what the articles have."""

    def __init__(self, articles):
        self.pools = {}
        for kind in (PERSON, PLACE):
            self.pools[kind], self.small = name_words(articles, kind)

    def changed(self, article: Named, chance):
        texts, known = list(article.words.texts), {}
        for at, (word, labels) in enumerate(zip(texts, article.labels)):
            kind = labels[0]
            if kind in self.pools and changeable(word, self.small):
                if word not in known:
                    stays = chance.random() < 0.3
                    known[word] = word if stays else chance.choice(self.pools[kind])
                texts[at] = known[word]
        return replace(article, words=Words(texts, article.words.gaps))

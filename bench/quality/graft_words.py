"""Words of real tables spoilt: most mentions of a word misspelt, an attribute that the row's title contradicts."""
import collections

from kind_sheet import Sheet, misspell

from graft_tables import WORD, Real

COLOURS = set("""black white red blue green yellow orange purple violet pink brown grey gray beige navy cream maroon gold
    silver turquoise teal olive indigo khaki lavender magenta mustard peach burgundy charcoal coral ivory rust tan wine
    mauve lilac bronze copper taupe aqua cyan crimson schwarz weiss rot blau gelb negro blanco rojo azul verde amarillo
    noir blanc rouge bleu vert jaune""".split())
MATERIALS = set("""cotton polyester silk wool linen denim leather viscose rayon nylon acrylic velvet suede fleece satin chiffon
    georgette crepe canvas spandex elastane lycra cashmere modal tencel algodon poliester lino lana seda baumwolle""".split())
SHADES = {"dark", "light", "off", "navy", "sky", "royal", "olive", "sea", "bright", "pale"}


# ---- misspelt in most mentions ----

def cased_as(word, model):
    return word.upper() if model.isupper() else word.capitalize() if model[0].isupper() else word


def mentions(column):
    """Rows by the words of six letters and more that stand in a column, in one case."""
    rows = collections.defaultdict(list)
    for r, cell in enumerate(column.cells):
        for word in {w.group() for w in WORD.finditer(cell) if len(w.group()) >= 6}:
            rows[word].append(r)
    return rows


def misspelt(rng, real):
    """Two to four words of one or two columns are misspelt in 55 to 90 % of their mentions, always in the same way."""
    fit = []
    for column in real.columns:
        if column.is_text and column.filled >= .5 and len(column.counts) >= 5:
            words = {w: rows for w, rows in mentions(column).items() if 12 <= len(rows) <= .4 * len(real.rows)}
            if len(words) >= 5:
                fit.append((column, words))
    if not fit:
        return
    known = {w.lower() for c in real.columns for cell in c.counts for w in WORD.findall(cell)}
    sheet = Sheet(real.header, real.rows)
    for column, words in rng.sample(fit, min(len(fit), rng.choice([1, 2]))):
        for word in rng.sample(sorted(words), min(len(words) // 2, rng.randint(2, 4))):
            misspell_most(rng, sheet, column, word, words[word], known)
    yield "", sheet


def misspell_most(rng, sheet, column, word, rows, known):
    wrong = misspell(rng, word.lower())
    if wrong in known:
        return
    for r in rng.sample(rows, round(rng.uniform(.55, .9) * len(rows))):
        now = sheet.dirty[r][column.index]
        sheet.put(r, column.index, WORD.sub(lambda m: cased_as(wrong, word) if m.group() == word else m.group(), now))


# ---- an attribute that the title contradicts ----

def class_in(title, words):
    """The last word of a class (colours, materials) that a title names, with the shade before it; "" if none."""
    said = [m.group().lower() for m in WORD.finditer(title)]
    at = max((i for i, w in enumerate(said) if w in words), default=None)
    if at is None:
        return ""
    return " ".join(said[at - 1 if at and said[at - 1] in SHADES else at:at + 1])


def stands_in(value, title):
    """Whether the words of `value` stand in `title` side by side, whole."""
    inner, outer = WORD.findall(value.lower()), WORD.findall(title.lower())
    return bool(inner) and any(outer[i:i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))


def echoes(attribute, title):
    """Rows whose attribute the title names."""
    return [r for r, (a, t) in enumerate(zip(attribute.cells, title.cells)) if a and a != t and stands_in(a, t)]


def named_attribute(real):
    """(attribute, title) of the columns that agree most; None where no title names what another column says."""
    best, most = None, .5 * len(real.rows)
    titles = [c for c in real.columns if c.is_text and len(c.counts) >= .3 * len(c.cells)]
    for attribute in real.columns:
        if attribute.is_text and attribute.is_category(5, 200) and attribute.largest_share() <= .6:
            for title in titles:
                if title is not attribute and (agree := len(echoes(attribute, title))) >= most:
                    best, most = (attribute, title), agree + 1
    return best


def with_attribute(rng, real, name, words):
    """(table, attribute, title): the table with a column of the words of a class that its titles name, another row's where
    a title names none; None where no column is such a title."""
    for title in real.columns:
        named = [class_in(t, words) for t in title.cells]
        seen = [c for c in named if c]
        if title.is_text and len(title.counts) >= .3 * len(title.cells) and len(seen) >= .5 * len(named):
            rows = [row + [(c or rng.choice(seen)).title()] for row, c in zip(real.rows, named)]
            wide = Real(real.name, real.header + [name], rows)
            return (wide, wide.columns[-1], wide.columns[title.index]) if len(wide.columns) > len(real.columns) else None
    return None


def parts(real):
    """A long table in pieces: by the values of its first column of few values."""
    if len(real.rows) <= 5000:
        return [real]
    for column in real.columns:
        if column.is_category(3, 12):
            return [Real(f"{real.name}_{n}", real.header, [r for r in real.rows if r[column.index] == value])
                    for n, value in enumerate(sorted(column.counts)) if column.counts[value] >= 300]
    return [real]


def tint(rng, real):
    """An attribute is another than the title says in 1 to 5 % of the rows that agree: a colour and a material that titles
    name, else any column whose words stand in another."""
    for part in parts(real):
        made = [(name, with_attribute(rng, part, name, words)) for name, words in (("colour", COLOURS), ("material", MATERIALS))]
        made = [(name, m) for name, m in made if m]
        if not made and (pair := named_attribute(part)):
            made = [("named", (part, *pair))]
        for name, whole in made:
            yield f"{part.name}_{name}", contradicted(rng, *whole)


def contradicted(rng, real, attribute, title):
    rows = echoes(attribute, title)
    values, weights = zip(*sorted(attribute.counts.items()))
    sheet = Sheet(real.header, real.rows)
    for r in rng.sample(rows, max(4, round(rng.uniform(.01, .05) * len(rows)))):
        value = rng.choices(values, weights)[0]
        if not stands_in(value, title.cells[r]):
            sheet.put(r, attribute.index, value)
    return sheet

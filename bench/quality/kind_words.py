"""Words: wrong forms that outnumber the right one in a group, colours that a title contradicts in several languages."""
from kind_sheet import Sheet, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


def rename(rng, sheet, column, where, bad, share):
    """In `share` of the rows that `where` picks, the cell reads `bad`."""
    for r, row in enumerate(sheet.clean):
        if where(row) and rng.random() < share:
            sheet.put(r, column, bad)


# ---- misspellings that are frequent ----

@table("misspelt")
def branches_by_region(rng):
    """Within a region the wrong form of the chain's name prevails; over all regions the right one does."""
    chains, regions = ["Brightwater Foods", "Oldcastle Market", "Merriweather Stores", "Juniper Grocers"], names(rng, 8)
    rows = [[f"S{i:05}", rng.choice(regions), skewed(rng, chains, .3), rng.randint(4, 60), f"{rng.uniform(1, 9):.1f}"] for i in range(3600)]
    sheet = Sheet(["store", "region", "chain", "staff", "km2"], rows)
    for region, chain, bad in ((2, 0, "Brightwatter Foods"), (5, 2, "Meriweather Stores"), (6, 1, "Oldcaslte Market")):
        rename(rng, sheet, 2, lambda row: row[1] == regions[region] and row[2] == chains[chain], bad, .75)
    return sheet


@table("misspelt")
def courses(rng):
    """A university's programmes: code and name; the form of two names is wrong in 60 % of the rows, letters exchanged or lost."""
    programmes = {"MB1": "Molecular Biology", "EE3": "Electrical Engineering", "PH2": "Philosophy", "EC9": "Economics", "LI4": "Linguistics", "AR7": "Architecture"}
    rows = []
    for i in range(1800):
        code = skewed(rng, list(programmes), .3)
        rows.append([20000 + i, code, programmes[code], f"BSc {programmes[code]}" if rng.random() < .3 else "", rng.randint(1, 8)])
    sheet = Sheet(["student", "code", "programme", "degree", "term"], rows)
    for code, bad, share in (("EE3", "Electrical Enginering", .6), ("LI4", "Lingiustics", .6), ("EC9", "Econmics", .1)):
        rename(rng, sheet, 2, lambda row: row[1] == code, bad, share)
    return sheet


@table("misspelt")
def cities_de(rng):
    """German words, umlauts written wrong in most rows of a place, short column of a few words."""
    towns = ["Göttingen", "Würzburg", "Lüneburg", "Saarbrücken", "Tübingen", "Nürnberg", "Köln", "Gießen"]
    rows = [[i, skewed(rng, towns, .3), rng.choice(["Verkauf", "Einkauf", "Lager", "Buchhaltung"]), f"{rng.uniform(10, 999):.2f}".replace(".", ",")] for i in range(2200)]
    sheet = Sheet(["Nr", "Ort", "Abteilung", "Betrag"], rows)
    for c, word, bad, share in ((1, "Saarbrücken", "Saarbrükcen", .55), (1, "Tübingen", "Tüblingen", .5), (2, "Buchhaltung", "Buchaltung", .45)):
        rename(rng, sheet, c, lambda row: row[c] == word, bad, share)
    return sheet


@table("misspelt")
def diagnoses(rng):
    """Sentences of common English words, some always misspelt in the same way; a few thousand rows."""
    left = ["acute", "chronic", "recurrent", "suspected", "severe"]
    right = ["pneumonia", "bronchitis", "hypertension", "fracture of the forearm", "diarrhoea", "haemorrhage", "dermatitis"]
    rows = [[i + 1, f"{skewed(rng, left, .4)} {skewed(rng, right, .4)}", rng.randint(0, 99), rng.choice(["in", "out"])] for i in range(2600)]
    sheet = Sheet(["case", "diagnosis", "age", "care"], rows)
    for good, bad, share in (("hypertension", "hypertention", .5), ("suspected", "suspeted", .5), ("fracture", "frature", .3)):
        for r, row in enumerate(sheet.clean):
            if good in row[1] and rng.random() < share:
                sheet.put(r, 1, sheet.dirty[r][1].replace(good, bad))
    return sheet


@table("misspelt")
def variants_of_language(rng):
    """British and American forms, plural and singular, names of two languages. No mistake."""
    rows = [[i, rng.choice(["colour", "color", "centre", "center", "grey", "gray"]), rng.choice(["Vienna", "Wien", "Genf", "Genève", "Geneva"]), rng.choice(["box", "boxes", "case", "cases", "bag", "bags"]), rng.choice(["Müller", "Mueller", "Meier", "Meyer", "Maier", "Schmidt", "Schmitt"])] for i in range(3000)]
    return Sheet(["id", "tag", "city", "pack", "surname"], rows)


# ---- a colour that the title contradicts ----

GERMAN = ["Schwarz", "Weiß", "Blau", "Rot", "Grün", "Grau", "Gelb", "Braun", "Rosa", "Beige"]
FRENCH = ["noir", "blanc", "bleu", "rouge", "vert", "gris", "jaune", "marron"]
SHADES = ["navy blue", "sky blue", "forest green", "olive green", "off white", "jet black", "dark grey", "light grey", "rose gold", "burgundy"]


def contradict(rng, sheet, column, values, share):
    for r in some(rng, len(sheet.clean), share):
        sheet.put(r, column, rng.choice([v for v in values if v.lower() != sheet.clean[r][column].lower()]))
    return sheet


@table("tint")
def jacken(rng):
    """German titles, colour declined or plain at the end; a quarter of the titles names none; 5 % wrong."""
    rows = []
    for i in range(1500):
        colour = skewed(rng, GERMAN, .4)
        text = f"{rng.choice(['Damen', 'Herren', 'Kinder'])} {rng.choice(['Jacke', 'Hose', 'Weste', 'Mütze'])} {rng.choice(['Alpin', 'Stadt', 'Reise'])}"
        if rng.random() < .75:
            text += f" {rng.choice(['in ', '- ', ''])}{rng.choice([colour, colour.lower()])}"
        rows.append([rng.randrange(10**6, 10**7), text, colour, rng.choice([34, 36, 38, 40, 42, 44]), f"{rng.randint(19, 199)},99"])
    return contradict(rng, Sheet(["Artikel", "Bezeichnung", "Farbe", "Größe", "Preis"], rows), 2, GERMAN, .05)


@table("tint")
def sofas(rng):
    """Colours of two words; the title names all of it, one word of it, or none; 3 % wrong."""
    rows = []
    for i in range(2000):
        shade = skewed(rng, SHADES, .4)
        named = rng.choice([shade, shade.title(), shade.split()[-1], ""])
        rows.append([f"F-{i:05}", " ".join(filter(None, [rng.choice(["Two-seat", "Corner", "Three-seat"]), named, rng.choice(["Sofa", "Armchair", "Ottoman"]), rng.choice(["Oslo", "Malmo", "Turku"])])), shade.title(), rng.randint(60, 260)])
    return contradict(rng, Sheet(["ref", "title", "finish", "width_cm"], rows), 2, [s.title() for s in SHADES], .03)


@table("tint")
def vetements(rng):
    """French titles, the feminine form differs from the column's word; 400 rows; 4 % wrong."""
    rows = []
    for i in range(400):
        colour = skewed(rng, FRENCH, .3)
        rows.append([i, f"{rng.choice(['Pantalon', 'Manteau', 'Pull', 'Gilet'])} {rng.choice(['coton', 'laine', 'lin'])} {colour}", colour.capitalize(), rng.choice(["Homme", "Femme"]), rng.randint(15, 120)])
    return contradict(rng, Sheet(["id", "titre", "couleur", "rayon", "prix"], rows), 2, [c.capitalize() for c in FRENCH], .04)


@table("tint")
def phones(rng):
    """Many columns; the title carries storage and colour; both are contradicted in 0.5 %."""
    colours, sizes, rows = ["Black", "White", "Blue", "Gold", "Silver", "Green", "Purple"], ["64GB", "128GB", "256GB", "512GB"], []
    for i in range(5000):
        colour, size, model = skewed(rng, colours, .5), skewed(rng, sizes, .3), f"{rng.choice(['Aria', 'Nimbus', 'Vela'])} {rng.randint(3, 12)}"
        rows.append([i, rng.choice(["new", "used", "open box"]), f"{model} {size} ({colour}) {rng.choice(['unlocked', 'dual SIM', ''])}".strip(), model.split()[0], size, colour, rng.randint(0, 40), f"{rng.uniform(80, 1200):.2f}"])
    sheet = contradict(rng, Sheet(["lot", "state", "title", "line", "storage", "color", "stock", "price"], rows), 5, colours, .005)
    return contradict(rng, sheet, 4, sizes, .005)


@table("tint")
def two_tone(rng):
    """Titles that name the background or a part's colour beside the thing's own. No mistake."""
    colours, rows = ["black", "white", "blue", "red", "green", "pink"], []
    for i in range(2000):
        colour, other = skewed(rng, colours, .3), rng.choice(colours)
        rows.append([i, rng.choice([f"{colour} poster with {other} frame", f"{colour} mug, {other} handle", f"poster in {other} box", f"{colour} lamp"]), colour, rng.randint(3, 50)])
    return Sheet(["no", "text", "color", "eur"], rows)

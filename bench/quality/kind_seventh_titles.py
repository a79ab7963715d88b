"""Attributes that a title contradicts, a seventh time: Italian titles over English colours, shoes whose colours stand
behind slashes, cases sold in three languages; spectacles of two colours that are right. Their sets are called
seventh_tint; see kind_seventh.py."""
from kind_sheet import Sheet, built, lister, names, other, skewed

TABLES = []
table = lister(TABLES)


def contradicted(rng, rows, told, column, share):
    """Wrong cells: in `share` of all rows another value of the column, where the row is in `told`."""
    values = sorted({row[column] for row in rows if row[column]})
    chosen = rng.sample(sorted(told), min(len(told), max(5, round(share * len(rows)))))
    return [(r, column, other(rng, values, rows[r][column])) for r in chosen]


@table("seventh_tint")
def mobili(rng):
    """Italian furniture, 2,400 rows, 13 columns: the title has colour (in gender and number, or shades of it) and wood
    in Italian, colour and material columns are English. The colour is wrong in 2 %, the material in 1 %; a quarter of
    the titles names no colour."""
    colours = {"White": ["bianco", "bianca"], "Grey": ["grigio", "grigia", "antracite", "grigio chiaro"],
               "Black": ["nero", "nera"],
               "Brown": ["marrone", "tortora"], "Blue": ["blu", "azzurro"], "Green": ["verde", "verde bosco"],
               "Red": ["rosso", "bordeaux"], "Yellow": ["giallo", "senape"]}
    woods = {"Oak": "rovere", "Walnut": "noce", "Beech": "faggio", "Pine": "pino", "Metal": "metallo", "Glass": "vetro"}
    things = ["Divano 3 posti", "Tavolo allungabile", "Sedia", "Libreria", "Comodino", "Poltrona", "Mobile TV",
              "Credenza"]
    lines, rows, coloured, wooden = names(rng, 40, (2, 3)), [], set(), set()
    for i in range(2400):
        thing, colour, wood = skewed(rng, things, .4), skewed(rng, list(colours), .5), skewed(rng, list(woods), .6)
        title = [thing, rng.choice(lines)]
        if rng.random() < .5:
            wooden.add(i)
            title.append(f"in {woods[wood]}")
        if rng.random() < .75:
            coloured.add(i)
            title.append(rng.choice(colours[colour]))
        title += rng.choice([[], [], [f"{rng.randint(4, 24) * 10} cm"], ["design moderno"], ["con cassetti"]])
        rows.append([f"MB{rng.randrange(10**6):06}", " ".join(title), thing.split()[0], colour, wood, title[1],
                     rng.randint(4, 24) * 10,
                     rng.randint(3, 10) * 10, f"€ {rng.lognormvariate(5.3, .6):.2f}".replace(".", ","),
                     rng.choice([0, 5, 14, 30]),
                     rng.choice(["Soggiorno", "Camera", "Cucina"]), rng.choice(["Sì", "No"]),
                     rng.choice(["IT", "IT", "PL", "RO"])])
    wrong = contradicted(rng, rows, coloured, 3, .02) + contradicted(rng, rows, wooden, 4, .01)
    return built(["sku", "titolo", "categoria", "colour", "material", "linea", "larghezza", "profondita", "prezzo",
                  "consegna", "ambiente", "montaggio", "origine"], rows, wrong)


@table("seventh_tint")
def sneakers(rng):
    """Sport shoes, 6,000 rows, 14 columns: titles end in colours behind slashes, the first of which (or its family:
    navy, burgundy, charcoal) is the colour; women's shoes say so in four ways; models are called Redline or Greystone.
    Colour wrong in 1 %, gender in 0.7 %; a third of the rows is told by no title."""
    family = {"Black": ["Black", "Core Black", "Onyx"], "White": ["White", "Cloud White", "Off White"],
              "Blue": ["Navy", "Royal Blue", "Blue"],
              "Red": ["Burgundy", "Crimson", "University Red"], "Grey": ["Charcoal", "Wolf Grey", "Grey"],
              "Green": ["Olive", "Pine Green"], "Pink": ["Rose", "Hyper Pink"], "Yellow": ["Volt", "Yellow"]}
    marks = {"Women": ["Women's", "WMNS", "Ladies", "(W)"], "Men": ["Men's", "Mens"], "Kids": ["GS", "Kids", "Junior"]}
    models = [*(f"{n} {k}" for n in names(rng, 30, (2, 2)) for k in (1, 2)), "Redline 5", "Greystone", "Blackbird",
              "Whitecap 3"]
    brands = {n: rng.sample(models, 10) for n in names(rng, 11, (2, 3))}
    rows, coloured, gendered = [], set(), set()
    for i in range(6000):
        brand, colour = skewed(rng, list(brands), .7), skewed(rng, list(family), .7)
        gender = skewed(rng, ["Men", "Women", "Kids"], .5)
        title = [brand, skewed(rng, brands[brand], .5)]
        if rng.random() < .7:
            gendered.add(i)
            title.append(rng.choice(marks[gender]))
        title.append(rng.choice(["Running Shoes", "Trainers", "Sneaker", "Low"]))
        if rng.random() < .67:
            coloured.add(i)
            second = [rng.choice(rng.choice(list(family.values()))) for _ in range(rng.choice([0, 0, 1, 2]))]
            title.append("- " + "/".join([rng.choice(family[colour]), *second]))
        price = rng.choice([49, 59, 79, 99, 119, 149])
        rows.append([f"{rng.choice('ABCDFG')}{rng.randint(10, 99)}{rng.randrange(1000):03}-{rng.randrange(1000):03}",
                     " ".join(title), brand,
                     title[1], gender, colour, rng.choice([36, 38, 40, 41, 42, 42.5, 43, 44, 45]), f"{price}.95",
                     f"{price * rng.choice([1, 1, .8, .5]):.2f}",
                     rng.randint(0, 60), rng.choice(["mesh", "leather", "suede", "", ""]), round(rng.uniform(3, 5), 1),
                     rng.randint(0, 900), rng.choice(["SS22", "FW22", "SS23"])])
    wrong = contradicted(rng, rows, coloured, 5, .01) + contradicted(rng, rows, gendered, 4, .007)
    return built(["style", "title", "brand", "model", "gender", "colour", "size_eu", "rrp", "price", "stock", "upper",
                  "stars", "reviews", "season"], rows, wrong)


@table("seventh_tint")
def phone_cases(rng):
    """Cases for telephones, 420 rows, 11 columns, titles in English, German or French: thing, telephone, colour in the
    title's language. The colour is wrong in 5 %, the telephone in 4 %."""
    colours = {"black": ("Black", "schwarz", "noire"), "blue": ("Blue", "blau", "bleue"),
               "red": ("Red", "rot", "rouge"),
               "clear": ("Clear", "durchsichtig", "transparente"), "pink": ("Pink", "rosa", "rose"),
               "green": ("Green", "grün", "verte")}
    phones = [f"Astra {k}" for k in ("S9", "S10", "S20", "S20 Plus")]
    phones += [f"Pear {k}" for k in ("11", "12", "12 Pro", "13")]
    forms = ["{thing} Case for {phone}, {colour}", "Handyhülle für {phone} {thing} {colour}",
             "Coque {thing} {phone} - {colour}"]
    rows, coloured = [], set()
    for i in range(420):
        tongue, colour, phone = skewed(rng, [0, 1, 2], .5), skewed(rng, list(colours), .6), skewed(rng, phones, .3)
        shown = rng.random() < .8
        title = forms[tongue].format(thing=rng.choice(["Soft", "Slim", "Magnet"]), phone=phone,
                                     colour=colours[colour][tongue] if shown else "2 Pack")
        coloured |= {i} if shown else set()
        rows.append([f"PC-{10000 + 7 * i}", title, "EDF"[tongue], colour, phone,
                     rng.choice(["TPU", "silicone", "leather"]),
                     f"{rng.choice([7, 9, 12, 19])}.99", rng.randint(0, 400), rng.choice([18, 22, 25, 31]),
                     rng.choice(["yes", "no"]), rng.choice(["", "", "new", "last items"])])
    wrong = contradicted(rng, rows, coloured, 3, .05) + contradicted(rng, rows, set(range(420)), 4, .04)
    return built(["article", "title", "shop", "colour", "fits", "material", "price", "stock", "grams", "wireless",
                  "label"], rows, wrong)


@table("seventh_tint")
def eyewear(rng):
    """Spectacles: titles tell the lens (blue light, green mirror), the frame's column its own colour; brands called by
    colours, gold of three colours, sets, tortoise in several families. No mistake."""
    frames = ["Black", "Tortoise", "Gold", "Silver", "Blue", "Red", "Clear"]
    lenses = ["Green", "Grey", "Brown", "Blue Mirror", "Clear", "Rose"]
    rows = []
    for i in range(1900):
        frame, lens = skewed(rng, frames, .7), skewed(rng, lenses, .5)
        brand = rng.choice(["Blackwood", "Redford", "Silverlake", "Oak & Gold", *names(rng, 1)])
        told = rng.choice([f"{lens} Lens", f"{frame} / {lens}", f"{lens} on {frame}", f"{frame}", "Blue Light Filter",
                           "Classic", "Set of 2 Red & Blue", f"with Black Case, {frame}"])
        rows.append([f"EW{i + 4000}", f"{brand} {rng.choice(['Aviator', 'Round', 'Square'])} {told}", brand, frame,
                     lens, rng.choice([48, 50, 52, 54, 58]), f"{rng.lognormvariate(4.4, .5):.0f}",
                     rng.choice(["UV400", "polar", ""]), rng.choice("FMU")])
    return Sheet(["ref", "title", "brand", "frame", "lens", "mm", "price", "filter", "for"], rows)

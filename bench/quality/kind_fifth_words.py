"""Words of which the fifth set's tables are made: given and family names, places, streets, trades, colours."""

GIVEN = ("Anna Ben Carla David Elena Farid Grace Hugo Ines Jonas Karim Lucia Marek Nadia Oscar Paula Quentin Rosa Samir "
         "Tessa Ulrich Vera Walter Xenia Yusuf Zoe Agnes Bruno Chloe Dario Emil Fatima Greta Henri Ida Julia Kemal Lea "
         "Mina Niels Olga Pavel Rita Simon Theo Uma Viktor Wanda Yara Zeno").split()

FAMILY = ("Abbott Baker Castillo Dupont Eriksen Fischer Garcia Hansen Ivanov Jansen Kowalski Lindqvist Moreau Novak "
          "Okafor Petersen Quinn Rossi Schneider Thompson Ueda Varga Weber Xu Yilmaz Zimmermann Almeida Bianchi Costa "
          "Dubois Ekström Ferrari Gruber Horvath Iversen Jung Keller Lambert Martens Nowak Olsen Popescu Ricci Silva "
          "Toth Urban Vidal Wagner Young Zeller Aydin Brandt Conti Delgado Evans Fontaine Greco Huber").split()

STREETS = ("Station Church Mill Park Queen Victoria Green High School Bridge King Orchard Castle Manor Chapel Market "
           "Spring Grove Meadow Garden West North London Albert New Windsor Highfield Stanley George Alexandra").split()

TRADES = ("Logistics Foods Engineering Textiles Software Plastics Packaging Optics Timber Pharma Motors Design Energy "
          "Media Marine").split()

SUBJECTS = ("learning estimation parsing routing scheduling clustering inference retrieval compression recognition "
            "planning indexing matching sampling ranking segmentation").split()

QUALIFIERS = ("fast robust sparse distributed incremental probabilistic adaptive scalable parallel online approximate "
              "hierarchical neural symbolic optimal lazy").split()

OBJECTS = ("queries graphs streams images sentences networks trees documents sensors genomes tables logs markets maps "
           "proteins speech").split()

DRUGS = ("amoxil brevatin cordarol delozin enaparil fluvonex glimeprol hydrazide iboxen jantivol ketoprix losatran "
         "metforal naproxil omezol paracet quetipan ramiprex simvalin tramalon ursolac valsaron warfarex xylomet "
         "zolpidan").split()

COMMENTS = ("", "", "", "", "see letter", "called back", "copy in file", "checked by phone", "n. b. new owner",
            "as agreed; no reply yet", "2nd reminder")


def person(rng):
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"

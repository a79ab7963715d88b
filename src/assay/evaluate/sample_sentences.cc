// The sentences of the sample catalogue's texts, in four languages.
#include "assay/evaluate/sample_words.h"

namespace assay {
namespace {

using Sentences = std::span<const std::string_view>;

constexpr std::string_view kShortEn[] = {"{noun} with a V-neck in soft {fibre}",
                                         "Relaxed {noun} with pockets",
                                         "{noun} with a fine stripe",
                                         "Classic {noun}, straight fit",
                                         "{noun} with an all-over print",
                                         "Light {noun} for warm days",
                                         "{noun} with a \"barely there\" finish",
                                         "Everyday {noun} in {fibre}",
                                         "{noun} with contrast stitching"};
constexpr std::string_view kShortNl[] = {"{noun} met V-hals van zacht {fibre}",
                                         "Soepele {noun} met zakken",
                                         "{noun} met fijne streep",
                                         "Klassieke {noun}, rechte pasvorm",
                                         "{noun} met all-over print",
                                         "Lichte {noun} voor warme dagen",
                                         "{noun} met een 'barely there' afwerking",
                                         "{noun} voor elke dag, van {fibre}"};
constexpr std::string_view kShortDe[] = {"{noun} mit V-Ausschnitt aus weichem {fibre}",
                                         "Lässiges Modell mit Taschen: {noun}",
                                         "{noun} mit feinen Streifen",
                                         "{noun} in klassischer, gerader Form",
                                         "{noun} mit Allover-Druck",
                                         "{noun} für warme Tage",
                                         "{noun} für jeden Tag, aus {fibre}",
                                         "{noun} mit Kontrastnähten"};
constexpr std::string_view kShortFr[] = {"{noun} à col en V, {fibre} tout doux",
                                         "{noun} décontracté, avec poches",
                                         "{noun} à fines rayures",
                                         "{noun} classique, coupe droite",
                                         "{noun} à imprimé intégral",
                                         "{noun} pour les beaux jours",
                                         "{noun} de tous les jours en {fibre}",
                                         "{noun} aux surpiqûres contrastées"};

constexpr std::string_view kOpenEn[] = {
    "{name} is a {noun} that goes with everything.",
    "Meet {name}, our most-loved {noun} of the season.",
    "A {noun} with an easy line: {name} falls softly and moves with you.",
    "{name} brings a bit of the seaside into town.",
    "We cut {name} from {fibre}, light and strong.",
    "The {noun} {name} is made for long days, from desk to dinner."};
constexpr std::string_view kOpenNl[] = {
    "{name} is een {noun} die overal bij past.",
    "Maak kennis met {name}, onze meest geliefde {noun}.",
    "Een {noun} met een soepele lijn: {name} valt zacht en beweegt mee.",
    "Met {name} haal je een stukje zee in huis.",
    "{name} is gemaakt van {fibre}, licht én sterk.",
    "{name} is er voor lange dagen, van werk tot diner."};
constexpr std::string_view kOpenDe[] = {
    "{name} passt zu allem, was Sie schon haben.",
    "Das ist {name}, unser liebstes Stück der Saison.",
    "Eine schöne, lässige Linie: {name} fällt weich und trägt sich leicht.",
    "Mit {name} kommt ein Stück Küste in die Stadt.",
    "{name} ist aus {fibre}, leicht und fest.",
    "{name} begleitet Sie durch lange Tage, vom Büro bis zum Abendessen."};
constexpr std::string_view kOpenFr[] = {
    "{name} s'accorde avec tout.",
    "Voici {name}, notre pièce préférée de la saison.",
    "Une ligne souple : {name} tombe bien et suit chaque geste.",
    "{name} apporte un peu de bord de mer en ville.",
    "{name} est en {fibre}, léger et solide.",
    "{name} vous suit toute la journée, du bureau au dîner."};

constexpr std::string_view kDetailEn[] = {
    "It has a round neck, long sleeves and a hidden zip.",
    "With side pockets, a belt and a deep hem.",
    "The buttons are of corozo, the seams are bound.",
    "The fit is relaxed; take your usual size.",
    "The print was drawn by hand in our studio, \"wet on wet\".",
    "The model is 1.76 m tall and wears size M."};
constexpr std::string_view kDetailNl[] = {"Met ronde hals, lange mouwen en een onzichtbare rits.",
                                          "Met steekzakken, een ceintuur en een brede zoom.",
                                          "De knopen zijn van corozo, de naden zijn afgebiesd.",
                                          "De pasvorm is ruim; neem je eigen maat.",
                                          "De print is met de hand getekend in onze studio.",
                                          "Het model is 1,76 m lang en draagt maat M."};
constexpr std::string_view kDetailDe[] = {
    "Mit rundem Ausschnitt, langen Ärmeln und verdecktem Reißverschluss.",
    "Mit Seitentaschen, Gürtel und breitem Saum.",
    "Die Knöpfe sind aus Corozo, die Nähte eingefasst.",
    "Die Passform ist weit; nehmen Sie Ihre übliche Größe.",
    "Das Muster wurde in unserem Atelier von Hand gezeichnet.",
    "Das Model ist 1,76 m groß und trägt Größe M."};
constexpr std::string_view kDetailFr[] = {"Col rond, manches longues et fermeture invisible.",
                                          "Avec poches latérales, ceinture et large ourlet.",
                                          "Boutons en corozo, coutures gansées.",
                                          "Coupe ample ; prenez votre taille habituelle.",
                                          "L'imprimé a été dessiné à la main dans notre atelier.",
                                          "Le mannequin mesure 1,76 m et porte du M."};

constexpr std::string_view kCloseEn[] = {
    "Wear it with white trainers, or dress it up with a blazer.", "Made in small runs.",
    "Tip: wash it inside out, dry it flat, and it stays like new.", "A piece to keep."};
constexpr std::string_view kCloseNl[] = {
    "Draag hem met witte sneakers, of chic met een blazer.", "Gemaakt in kleine oplages.",
    "Tip: was binnenstebuiten, droog liggend, en hij blijft als nieuw.", "Een blijvertje."};
constexpr std::string_view kCloseDe[] = {
    "Zu weißen Sneakern, oder fein mit einem Blazer.", "In kleinen Auflagen gefertigt.",
    "Tipp: auf links waschen, liegend trocknen, dann bleibt es wie neu.", "Ein Stück, das bleibt."};
constexpr std::string_view kCloseFr[] = {
    "À porter avec des baskets blanches, ou un blazer le soir.", "Fabriqué en petites séries.",
    "Conseil : lavez à l'envers, séchez à plat.", "Une pièce à garder."};

constexpr std::string_view kCareEn[] = {
    "Machine wash at 30°C. Do not bleach. Do not tumble dry. Iron at low temperature.",
    "Machine wash at 40°C. Do not bleach. Iron at medium temperature.",
    "Hand wash. Do not bleach. Dry flat. Do not iron.",
    "Do not wash. Dry clean only.",
    "Wool wash at 30°C. Do not tumble dry. Dry flat.",
    "Wipe clean with a damp cloth."};
constexpr std::string_view kCareNl[] = {
    "Machinewas op 30°C. Niet bleken. Niet in de droger. Strijken op lage temperatuur.",
    "Machinewas op 40°C. Niet bleken. Strijken op gemiddelde temperatuur.",
    "Handwas. Niet bleken. Liggend drogen. Niet strijken.",
    "Niet wassen. Alleen chemisch reinigen.",
    "Wolwas op 30°C. Niet in de droger. Liggend drogen.",
    "Afnemen met een vochtige doek."};
constexpr std::string_view kCareDe[] = {
    "Maschinenwäsche bei 30°C. Nicht bleichen. Nicht in den Trockner. Mit niedriger Temperatur "
    "bügeln.",
    "Maschinenwäsche bei 40°C. Nicht bleichen. Mit mittlerer Temperatur bügeln.",
    "Handwäsche. Nicht bleichen. Liegend trocknen. Nicht bügeln.",
    "Nicht waschen. Nur chemische Reinigung.",
    "Wollwäsche bei 30°C. Nicht in den Trockner. Liegend trocknen.",
    "Mit feuchtem Tuch abwischen."};
constexpr std::string_view kCareFr[] = {
    "Lavage en machine à 30°C. Ne pas blanchir. Pas de sèche-linge. Repassage à basse température.",
    "Lavage en machine à 40°C. Ne pas blanchir. Repassage à température moyenne.",
    "Lavage à la main. Ne pas blanchir. Séchage à plat. Ne pas repasser.",
    "Ne pas laver. Nettoyage à sec uniquement.",
    "Lavage laine à 30°C. Pas de sèche-linge. Séchage à plat.",
    "Nettoyer avec un chiffon humide."};

constexpr Sentences kShort[] = {kShortEn, kShortNl, kShortDe, kShortFr};
constexpr Sentences kOpenings[] = {kOpenEn, kOpenNl, kOpenDe, kOpenFr};
constexpr Sentences kDetails[] = {kDetailEn, kDetailNl, kDetailDe, kDetailFr};
constexpr Sentences kClosings[] = {kCloseEn, kCloseNl, kCloseDe, kCloseFr};
constexpr Sentences kCare[] = {kCareEn, kCareNl, kCareDe, kCareFr};

}  // namespace

Sentences SampleShortTexts(Language language) { return kShort[static_cast<int>(language)]; }
Sentences SampleOpenings(Language language) { return kOpenings[static_cast<int>(language)]; }
Sentences SampleDetails(Language language) { return kDetails[static_cast<int>(language)]; }
Sentences SampleClosings(Language language) { return kClosings[static_cast<int>(language)]; }
Sentences SampleCare(Language language) { return kCare[static_cast<int>(language)]; }

}  // namespace assay

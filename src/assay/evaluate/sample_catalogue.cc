// Rows of the sample catalogue. A page of 256 rows holds whole styles, so that any row is found by
// walking one page: shuffled catalogues need no memory.
#include "assay/evaluate/sample_catalogue.h"

#include <fmt/format.h>

#include "assay/evaluate/random.h"

namespace assay {
namespace {

constexpr std::string_view kColumns[] = {"Article number",
                                         "EAN",
                                         "Product name",
                                         "Brand",
                                         "Supplier",
                                         "Category",
                                         "Collection",
                                         "Season",
                                         "Color",
                                         "Color code",
                                         "Size",
                                         "Material",
                                         "Care instructions",
                                         "Customs tariff number",
                                         "Country of manufacture",
                                         "Short description",
                                         "Long description"};
constexpr std::string_view kFields[] = {"article_number",
                                        "ean",
                                        "product_name",
                                        "brand",
                                        "supplier",
                                        "category",
                                        "collection",
                                        "season",
                                        "color_name",
                                        "color_code",
                                        "size",
                                        "material",
                                        "care_instructions",
                                        "customs_tariff_number",
                                        "country_of_manufacture",
                                        "short_description",
                                        "long_description"};
enum : size_t {
  kArticle,
  kEan,
  kProductName,
  kBrand,
  kSupplier,
  kCategory,
  kCollection,
  kSeason,
  kColor,
  kColorCode,
  kSize,
  kMaterial,
  kCare,
  kTariff,
  kCountry,
  kShortText,
  kLongText,
  kColumnCount
};
static_assert(std::size(kColumns) == kColumnCount && std::size(kFields) == kColumnCount);

constexpr uint64_t kPageRows = 256;
constexpr uint64_t kEanCompany = 871;            // the first digits of every EAN
constexpr uint64_t kEanNumbers = 1'000'000'000;  // so many different ones

// Streams of random numbers: each kind of thing draws from its own.
enum : uint64_t { kLayoutStream = 1, kStyleStream = 2, kTextStream = 3 };

template <typename T>
const T& PickSkewed(SplitMix* random, std::span<const T> from) {
  return from[random->Skewed(from.size())];
}
std::string_view Pick(SplitMix* random, std::span<const std::string_view> from) {
  return from[random->Below(from.size())];
}

// The EAN-13 of twelve digits: weights 1 and 3 from the left (GS1 General Specifications, 7.9).
std::string MakeEan(uint64_t twelve_digits) {
  std::string ean = fmt::format("{:012}", twelve_digits);
  int sum = 0;
  for (size_t i = 0; i < 12; ++i) sum += (ean[i] - '0') * (i % 2 == 0 ? 1 : 3);
  ean.push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
  return ean;
}

// Latin letters a sentence starts with here: ASCII and those of U+00E0 to U+00FE.
std::string Capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  if (text[0] == '\xC3' && static_cast<unsigned char>(text[1]) >= 0xA0) {
    text[1] = static_cast<char>(text[1] - 32);
  }
  return text;
}

// Puts a style's own words into a sentence.
std::string Fill(std::string_view sentence, std::string_view name, std::string_view noun,
                 std::string_view fibre) {
  std::string out;
  while (true) {
    const size_t open = sentence.find('{');
    out.append(sentence.substr(0, open));
    if (open == sentence.npos) return Capitalised(std::move(out));
    const size_t close = sentence.find('}', open);
    const std::string_view word = sentence.substr(open + 1, close - open - 1);
    out.append(word == "name" ? name : word == "noun" ? noun : fibre);
    sentence.remove_prefix(close + 1);
  }
}

// The kind and size of a style; drawn first, so that a page can be laid out without the rest.
struct Shape {
  const SampleCategory* category;
  size_t colours;
  uint64_t rows() const { return colours * category->sizes.size(); }
};
Shape MakeShape(uint64_t seed, uint64_t id) {
  SplitMix random(MixHash(seed, kLayoutStream), id);
  const SampleCategory* category = &PickSkewed(&random, SampleCategories());
  return {category, 1 + random.Below(4)};
}

}  // namespace

std::span<const std::string_view> SampleColumns() { return kColumns; }
std::span<const std::string_view> SampleFields() { return kFields; }

void SampleCatalogue::FindStyle(uint64_t row) {
  if (row - style_.first_row < style_.rows) return;
  const uint64_t page = row / kPageRows;
  uint64_t first = page * kPageRows;
  for (uint64_t id = first;; ++id) {
    const Shape shape = MakeShape(seed_, id);
    const uint64_t rows = std::min(shape.rows(), (page + 1) * kPageRows - first);
    if (row < first + rows) {
      style_.first_row = first;
      style_.rows = rows;
      style_.category = shape.category;
      return MakeStyle(id);
    }
    first += rows;
  }
}

void SampleCatalogue::MakeStyle(uint64_t id) {
  SplitMix random(MixHash(seed_, kStyleStream), id);
  Style& style = style_;
  const SampleBrand& brand = PickSkewed(&random, SampleBrands());
  const SampleSupplier& supplier = PickSkewed(&random, SampleSuppliers());
  const SampleSeason& season = PickSkewed(&random, SampleSeasons());
  const std::string_view material = PickSkewed(&random, SampleMaterials(style.category->fibres));
  const bool first_tariff =
      material.find("Cotton") != material.npos || material.find("Leather") != material.npos;
  style.language = brand.language;
  style.noun = style.category->noun[static_cast<int>(style.language)];
  style.name = Pick(&random, SampleStyleNames());
  style.fibre = SampleFibre(material, style.language);
  style.colour = random.Skewed(SampleColours().size());
  style.colour_step = 1 + 2 * random.Below(8);

  std::vector<std::string>& cells = style.cells;
  cells.assign(kColumnCount, "");
  cells[kProductName] = style.language == Language::kFrench
                            ? fmt::format("{} {}", Capitalised(style.noun), style.name)
                            : fmt::format("{} {}", style.name, style.noun);
  cells[kArticle] = fmt::format("{}-{:06}", season.code, id % 1'000'000);
  cells[kBrand] = brand.name;
  cells[kSupplier] = supplier.name;
  cells[kCountry] = supplier.country;
  cells[kCategory] = style.category->name;
  cells[kSeason] = season.code;
  cells[kCollection] = season.collections[random.Below(season.collections.size())];
  cells[kMaterial] = material;
  cells[kTariff] = style.category->tariff[first_tariff ? 0 : 1];
  cells[kCare] = PickSkewed(&random, SampleCare(style.language));
  cells[kShortText] =
      Fill(Pick(&random, SampleShortTexts(style.language)), style.name, style.noun, style.fibre);
  cells[kLongText] = MakeDescription(id, style.first_row);
}

std::string SampleCatalogue::MakeDescription(uint64_t text, uint64_t row) const {
  SplitMix random(MixHash(seed_, kTextStream), text);
  const auto fill = [&](std::string_view sentence) {
    return Fill(sentence, style_.name, style_.noun, style_.fibre);
  };
  std::string out = fill(Pick(&random, SampleOpenings(style_.language)));
  const auto details = SampleDetails(style_.language);
  const size_t detail = random.Below(details.size());
  out += ' ';
  out += fill(details[detail]);
  out += random.Chance(0.3) ? '\n' : ' ';
  out += fill(details[(detail + 1 + random.Below(details.size() - 1)) % details.size()]);
  if (random.Chance(0.7)) {
    out += ' ';
    out += fill(Pick(&random, SampleClosings(style_.language)));
  }
  if (unique_texts_) out += fmt::format(" ({} {})", style_.name, row);
  return out;
}

void SampleCatalogue::MakeRow(uint64_t row, std::vector<std::string>* cells) {
  FindStyle(row);
  const auto sizes = style_.category->sizes;
  const uint64_t variant = row - style_.first_row;
  const auto colours = SampleColours();
  const SampleColour& colour =
      colours[(style_.colour + variant / sizes.size() * style_.colour_step) % colours.size()];
  cells->resize(kColumnCount);
  for (size_t column = 0; column < kColumnCount; ++column) (*cells)[column] = style_.cells[column];
  (*cells)[kEan] = MakeEan(kEanCompany * kEanNumbers + (row + seed_ * 7919) % kEanNumbers);
  (*cells)[kColor] = colour.name;
  (*cells)[kColorCode] = colour.code;
  (*cells)[kSize] = sizes[variant % sizes.size()];
  if (unique_texts_) (*cells)[kLongText] = MakeDescription(row, row);
}

}  // namespace assay

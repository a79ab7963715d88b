// Each sign is a function of the model and of what speaks against the cell.
#include "assay/profile/dependency_signs.h"

#include <algorithm>
#include <cmath>

#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kNearlyExact = 0.99;  // accuracy of a dependency that is hardly ever broken
constexpr uint32_t kExactRows = 3;     // other rows of the group, all of one value
constexpr uint32_t kCopies = 3;        // other rows of the thing, all of one value
constexpr uint32_t kCopiesOfLone = 2;  // the same where nearly all broken rows are alone
constexpr double kManyBroken = 10, kMostlyLone = 0.8;
constexpr double kKeyAccuracy = 0.9, kKeyLift = 0.85, kKeyConfidence = 0.6;
constexpr uint32_t kLeastAlike = 2;
constexpr double kMostlyAgree = 0.9, kMostRival = 0.8;
constexpr double kNearlyAllLone = 0.95, kLittleRival = 0.5, kClearConfidence = 0.97;
constexpr int kDetermined = 3;                                             // columns
constexpr uint32_t kUsedElsewhere = 3, kLeastBroken = 5, kLargeGroup = 5;  // rows
constexpr double kStrongLift = 0.9, kStrongAccuracy = 0.97, kMostlyAlone = 0.6,
                 kNearlyAllAlone = 0.9, kNearlyAll = 0.95;
constexpr double kClearly = 0.1;  // of the broken share around a cell and around its rivals
constexpr double kBrokenAlone = 0.998, kExchanged = 0.93;
constexpr double kExactConfidence = 0.5, kMoreByRows = 0.05, kMostExact = 0.75;

// One lone cell against a whole group, under a dependency that hardly any row breaks: the
// regression has seen few such tables, where two rows in a thousand are wrong.
bool BreaksNearlyExact(const DependencyModel& model, const DependencyBlame& blame) {
  const DependencyVote& vote = blame.best;
  return model.dependencies[vote.dependency].accuracy >= kNearlyExact &&
         vote.agreeing >= kExactRows && vote.agreeing >= kNearlyExact * vote.others &&
         vote.same <= 1 && blame.ratio >= blame.rival;
}

// Whether the rows that break a dependency are mostly alone with their value, or nearly all values
// that break it are: a postcode's second town, which stands there a hundred times, is one of them.
bool OnlyLoneCellsBreak(const Dependency& dependency) {
  return dependency.minority >= kLeastBroken &&
         (dependency.singles >= kMostlyAlone * dependency.minority ||
          dependency.singles >= kNearlyAllAlone * dependency.exceptions);
}

// One cell against a large group, under a dependency that only lone cells break, in many groups,
// and the cell is clearly to blame. Natural exceptions recur in a few groups.
bool BreaksAlone(const DependencyModel& model, const DependencyBlame& blame, uint32_t own) {
  const DependencyVote& vote = blame.best;
  const Dependency& dependency = model.dependencies[vote.dependency];
  if (own == kNone || model.columns[blame.column].counts[own] < kUsedElsewhere) return false;
  return dependency.lift >= kStrongLift && dependency.accuracy >= kStrongAccuracy &&
         OnlyLoneCellsBreak(dependency) && vote.same <= 1 && vote.agreeing >= kLargeGroup &&
         vote.agreeing >= kNearlyAll * vote.others && blame.ratio - blame.full_rival >= kClearly;
}

// One lone cell against all copies of a thing: its name determines several columns, as a key does.
bool BreaksKey(const DependencyModel& model, const DependencyBlame& blame) {
  const DependencyVote& vote = blame.best;
  const Dependency& dependency = model.dependencies[vote.dependency];
  const bool lone =
      dependency.minority >= kManyBroken && dependency.singles >= kMostlyLone * dependency.minority;
  const uint32_t copies = lone ? kCopiesOfLone : kCopies;
  if (vote.same > 0 || vote.agreeing < copies || vote.agreeing < vote.others ||
      dependency.accuracy < kKeyAccuracy || blame.ratio < blame.rival) {
    return false;
  }
  const auto determined = std::count_if(
      model.dependencies.begin(), model.dependencies.end(), [&](const Dependency& other) {
        return other.determinant == dependency.determinant && other.accuracy >= kKeyAccuracy &&
               other.lift >= kKeyLift;
      });
  return determined >= kDetermined;
}

// The same where only lone cells break what is known of the thing, and all of that names one other
// value: a column that changes now and then has rows that say the same again.
bool ClearlyBreaksKey(const DependencyModel& model, const DependencyBlame& blame, uint32_t own) {
  const Dependency& dependency = model.dependencies[blame.best.dependency];
  return own != kNone && model.columns[blame.column].counts[own] >= kUsedElsewhere &&
         dependency.minority >= kManyBroken &&
         dependency.singles >= kNearlyAllLone * dependency.minority && blame.kept == 0 &&
         blame.broken >= kLeastAlike && blame.alike == blame.broken &&
         blame.full_rival <= kLittleRival;
}

// A cell that nothing speaks for, where several dependencies name the same other value, and the
// rest of the row agrees with itself but for this cell.
bool StandsAlone(const DependencyModel& model, const DependencyBlame& blame) {
  const DependencyVote& vote = blame.best;
  return blame.alike >= kLeastAlike && blame.alike == blame.broken && blame.kept == 0 &&
         blame.lefts_kept == 0 && blame.lefts_broken > 0 && vote.same <= 1 &&
         vote.agreeing >= kExactRows && vote.agreeing >= kMostlyAgree * vote.others &&
         model.dependencies[vote.dependency].accuracy >= kMostlyAgree && blame.rival <= kMostRival;
}

// The dates of a thing are one, and this one is it with day and month exchanged.
bool ExchangesDate(const DependencyVote& vote, std::string_view value, std::string_view predicted) {
  return vote.agreeing >= 2 && vote.agreeing > vote.same && AreExchanged(value, predicted);
}

}  // namespace

double ConfidenceBySigns(const DependencyModel& model, const DependencyBlame& blame, uint32_t own,
                         std::string_view value, std::string_view predicted) {
  double least = 0;
  if (BreaksNearlyExact(model, blame)) {
    const double sure = kExactConfidence + kMoreByRows * std::log2(blame.best.agreeing);
    least = std::max(least, std::min(kMostExact, sure));
  }
  if (BreaksAlone(model, blame, own)) least = std::max(least, kBrokenAlone);
  if (StandsAlone(model, blame)) least = std::max(least, kClearConfidence);
  if (BreaksKey(model, blame))
    least =
        std::max(least, ClearlyBreaksKey(model, blame, own) ? kClearConfidence : kKeyConfidence);
  if (ExchangesDate(blame.best, value, predicted)) least = std::max(least, kExchanged);
  return least;
}

}  // namespace assay

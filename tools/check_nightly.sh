#!/usr/bin/env bash
# Does what docs/operations/deploy.md says for a nightly job with systemd, word for word, and looks at what came
# of it. Needs root and build/release; nothing of the machine is changed: /etc, /var and /usr/local are overlays
# that end with the script. In the place of systemd stands a script that starts a unit's command as its user.
set -euo pipefail
cd "$(dirname "$0")/.."
if [[ -z ${ASSAY_IN_OVERLAY:-} ]]; then
  [[ $(id -u) == 0 ]] || { echo "needs root"; exit 77; }
  ASSAY_IN_OVERLAY=1 exec unshare --mount bash "$0"
fi
over=/mnt
mount -t tmpfs tmpfs "$over"
for folder in /etc /var /usr/local; do
  mkdir -p "$over$folder/upper" "$over$folder/work"
  mount -t overlay overlay -o "lowerdir=$folder,upperdir=$over$folder/upper,workdir=$over$folder/work" "$folder"
done

cat > /usr/local/bin/systemctl <<'END'
#!/usr/bin/env bash
[[ $1 == start ]] || exit 0
shift
for unit in "$@"; do
  command=$(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$unit.service" | sed 's/%%/%/g')
  settings=$(grep -v '^#' /etc/assay/assay.env | xargs)
  runuser -u assay -- bash -c "cd /var/lib/assay && env $settings $command" || exit
done
END
chmod +x /usr/local/bin/systemctl

python3 - > "$over/blocks.sh" <<'END'
import re
text = open("docs/operations/deploy.md", encoding="utf-8").read().split("## A nightly job with systemd")[1]
print("\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)))
END
bash -euo pipefail "$over/blocks.sh"

cd /var/lib/assay
for made in "results/$(date +%F)/report.json" node/assay.prom state/history.db audit/audit.log.head logs/detection.log; do
  [[ -f $made ]] || { echo "FAILED: there is no $made"; exit 1; }
done
# The next morning: that night's results are yesterday's.
mv "results/$(date +%F)" "results/$(date -d yesterday +%F)"
systemctl start assay-daily
rm -r results
runuser -u assay -- assay restore /var/backups/assay --key /etc/assay/keys/backup.key
[[ -f results/$(date +%F)/report.json ]] || { echo "FAILED: the report did not come back"; exit 1; }
echo "the nightly job of docs/operations/deploy.md works"

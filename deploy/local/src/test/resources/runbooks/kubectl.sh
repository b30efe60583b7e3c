# Stands in for kubectl: secrets are the running stack's key files, which services read as they would a mounted secret.
set -euo pipefail
where() {
  case "$1" in
    at-rest.json) echo "$STACK_KEYS/integration-at-rest.json" ;;
    credentials-public.json | credentials-private.json) echo "$STACK_KEYS/$1" ;;
    *) echo "no such key: $1" >&2; exit 1 ;;
  esac
}
case "$1 $2" in
  "get secret") # NAME -o jsonpath={.data.KEY}
    key=${5#"jsonpath={.data."}
    key=${key%\}}
    base64 -w0 "$(where "${key//\\/}")"
    ;;
  "create secret") # generic NAME --from-file=FILE ... --dry-run=client -o yaml
    for argument in "$@"; do
      case "$argument" in
        --from-file=*) file=${argument#--from-file=}; echo "$(basename "$file") $(base64 -w0 "$file")" ;;
      esac
    done
    ;;
  "replace -f")
    while read -r name data; do
      file=$(where "$name")
      base64 -d <<<"$data" >"$file.new"
      mv "$file.new" "$file"
    done
    ;;
  *) echo "kubectl $* is not known here" >&2; exit 1 ;;
esac

#!/bin/sh
# The whole job on a copy of the example study: what a researcher types, then what it answers.
set -eu
qualcode=${QUALCODE:-qualcode}
here=$(cd "$(dirname "$0")/.." && pwd)
study=$(mktemp -d "${TMPDIR:-/tmp}/qualcode-demo.XXXXXX")
trap 'rm -rf "$study"' EXIT
cp -R "$here/qualcode.toml" "$here/codebooks" "$here/transcripts" "$study/"
mkdir "$study/exports"
cd "$study"

say() { printf '\n\033[1m# %s\033[0m\n' "$*"; }
run() {
    printf '\033[1m$ qualcode'
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./:=@,-]*|'') printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\033[0m\n'
    "$qualcode" "$@"
}
some() { # the first lines of a long answer
    lines=$1; shift
    run "$@" >"$study/.answer"
    sed "${lines}q" "$study/.answer"
    total=$(wc -l <"$study/.answer")
    [ "$total" -le "$lines" ] || printf '   … (%d more lines)\n' $((total - lines))
}

say "A study (invented): fourteen interviews on peer support in addiction care"
run status

say "A new interview comes in from a captions file"
cat >entretien-15.vtt <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Enquêtrice>Comment s'est passée votre arrivée ?

00:00:04.500 --> 00:00:09.000
<v Lucie>On se demandait si j'allais tenir. Et puis

00:00:09.000 --> 00:00:13.000
<v Lucie>ils m'ont donné un bureau, et voilà, ça s'est fait.
VTT
run transcript add entretien-15.vtt --id E15 --set date=2026-04-09 --yes
run segment E15

say "Suggestions, each with its reason; accept one, code another by hand, take it back"
run suggest E15
run suggest accept E15:2.1 relapse_fear
run tag add E15:2 team_place --quote "ils m'ont donné un bureau" --memo "un bureau, donc une place"
run undo
run redo
some 8 tag list E15

say "Look for words, with their context"
some 6 find 'rechut*' --type 'pair aidant'

say "The new interview was only for the show: take it out again"
run transcript remove E15 --yes

say "How often each code comes up, per type of respondent"
run report frequency --by type

say "Is it time to stop interviewing?"
run report saturation --by type

say "A quote bank for the supervisor"
some 30 quotes relapse_fear pairite --by type --format md
run quotes --by type --format docx -o exports/quotes.docx

say "Nothing is wrong"
run check

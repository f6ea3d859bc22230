#!/usr/bin/env bash
# Makes assets/fonts/NotoSansSC-Regular.otf from the NotoSansSC-Regular.otf inside PyPI's pylopdf-fonts-zh-cn 0.1.1 (SIL OFL 1.1).
# Keeps Latin, signs and every Han character the font has; drops hints and layout tables, which egui does not read. Needs fonttools.
#   packaging/fonts.sh PATH/TO/NotoSansSC-Regular.otf
set -euo pipefail
target="$(dirname "$0")/../assets/fonts/NotoSansSC-Regular.otf"
pyftsubset "$1" --no-hinting --layout-features='' --drop-tables+=vhea,vmtx,VORG,GSUB,GPOS,BASE --output-file="$target" --unicodes='
U+0020-024F,U+2000-209F,U+20A0-20BF,U+2100-21FF,U+2200-22FF,U+2460-24FF,U+2500-25FF,U+2600-266F,U+3000-303F,U+3400-4DBF,U+4E00-9FFF,
U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-3134F'

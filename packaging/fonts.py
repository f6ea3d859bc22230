#!/usr/bin/env python3
"""Makes the program's three font files from the published ones, with pyftsubset (PyPI package `fonttools`).

    fonts.py regular NotoSansSC-Regular.otf    -> assets/fonts/NotoSansSC-Regular.otf
    fonts.py bold    NotoSansSC_700Bold.ttf    -> assets/fonts/NotoSansSC-Bold.ttf
    fonts.py icons   lucide.ttf                -> assets/icons/lucide.ttf

Where the inputs come from (fetch them with the registries' own clients, then unpack):
    NotoSansSC-Regular.otf   PyPI package  pylopdf-fonts-zh-cn 0.1.1          (OFL 1.1)
    NotoSansSC_700Bold.ttf   npm package   @expo-google-fonts/noto-sans-sc 0.4.3, folder 700Bold  (OFL 1.1)
    lucide.ttf, info.json    npm package   lucide-static 0.544.0, folder font  (ISC)

Run `bold` again after the language files have gained characters; the other two change only with this file.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"

# Everything written in the Han script, and what stands beside it on a form; kana and bopomofo because GB 2312 and Big5 hold them.
REGULAR = (
    "U+0020-024F,U+02B0-036F,U+0370-03FF,U+0400-045F,U+1E00-1EFF,"  # Latin, Greek, Cyrillic: GB 2312 holds all three
    "U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-218F,"  # punctuation, units, Roman numerals
    "U+2190-21FF,U+2200-22FF,U+2300-23FF,U+2460-24FF,U+2500-27BF,U+2A00-2AFF,"  # arrows, mathematics, shapes, ticks
    "U+2E80-2FDF,U+2FF0-312F,U+31C0-31EF,U+3200-33FF,"  # radicals, CJK symbols, enclosed
    "U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE6F,U+FF00-FFEF,"
    "U+20000-323AF"  # extensions B to H, as far as the font has them
)

# Family names, the hundred and those beyond it, so that a name is set in one weight.
FAMILY_NAMES = """
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺
倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危
江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储
靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔
阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡
国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公万俟司马上官欧阳夏侯诸葛闻人东方赫
连皇甫尉迟公羊澹台公冶宗政濮阳淳于单于太叔申屠公孙仲孙轩辕令狐钟离宇文长孙慕容鲜于闾丘司徒司空亓官司寇仉督子车颛孙端木巫马公西漆雕乐正壤驷公良拓跋
夹谷宰父谷梁晋楚闫法汝鄢涂钦段干百里东郭南门呼延归海羊舌微生岳帅缑亢况郈有琴梁丘左丘东门西门商牟佘佴伯赏南宫墨哈谯笪年爱阳佟第五言福肖代冼覃占
練趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳鮑費賀湯羅畢鄔樂時齊顧黃蕭談龐項紀舒藍閔賈婁顏鍾駱盧莫繆應鄧單諸鈕龔陸榮儲鄧烏焦車寧欒厲
劉龍葉黎薊懷從賴藺喬陰蒼聞黨譚貢勞酈邊農溫莊閻連習魚終滿國廣祿闕東歐師鞏聶冷闞簡饒豐關後荊紅遊權蓋公萬賞爾聞軒轅鍾離長孫閭顓孫駟澹臺諶逄郄欽
仝亓仉佤侴俱傒僪兀冎凃凪刑剡勐勖匙卢卿厍厐句召台吒吾呙呼咎哀唢啜喇嘎图塔墙壮夕奉奎妙姒娜婷孛孜宏宝宾富察寸尼山岱峗島嵬巨布师幺庙弥彐
彝征忻思恒悟慈戢战所才扎把投拉招挚揭揣摆攸敏斗斯旷昂昝易昔晨普智暢曷曼权来杞杳果枚柞栗校格桃棠植楼槐樗檀次欣歹母毓气永汉江池沐沟泰泽洛浮海涛
淡渠渣滑漕潭潮火灵炎点烛热熬爨牙牟犹狐猛玄玉琴瓮生用由甫画畅疏登盈直真睢睦眭矫矯矿砀硕示礼祭福禚秘秦移种税稽究竹笃笮第箕米粘粟素绍维缑缴罕翠
者耶胜脱腾臧至舆艺艾芒芦苑若苟茆茹荔荟莱菅萨葆蒉蓝蔄蔑虎虢虬蛇蜀蝶行衣表裔褒西要观角訾词诗谌谙豆象贠赏赤超过运进逢逮遇道達邸郇郐郓郯郸鄞鄯鄺
酒里釗银锁锅锺镇长门问闪闯闽闾阙隋隽雒零霜青靖靳静革鞏韭音顿顓風首香骑高鬼鱼鲜鳌鹿麦麴默鼓鼠龚
㑇㒟㓥㕰㖞㗊㘎㙦㛃㟃㭎㮾䂮䃅䅟䎃䎖䏝䏡䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䨱䩄䯄䯅䯮䲠䴓䴔䴕䴖䴗䴘䴙䶮𠅤𠙶𢙏𨱏𪣻𪨰𫍯𫓧𬀩𬎆𬭊𬱖
"""

# Name in Lucide -> the glyph keeps Lucide's own code point, which src/ui/icons.rs repeats.
ICONS = """
door-open users settings search plus x check undo-2 download upload printer clock lock circle-question-mark thermometer user
user-plus car building-2 bed phone funnel arrow-up arrow-down chevron-up chevron-down chevron-left chevron-right camera image
table copy history wifi-off hard-drive database globe moon sun log-in log-out ban stethoscope house package clipboard-list
chart-column circle-check triangle-alert info file-text trash-2 pencil refresh-cw calendar eye map-pin key-round cross spray-can
layout-dashboard footprints
""".split()


def subset(source, target, *options):
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["pyftsubset", str(source), f"--output-file={target}", "--no-hinting", "--desubroutinize" if target.suffix == ".ttf" else "--no-prune-codepage-ranges",
         "--layout-features=ccmp,locl,mark,mkmk", "--notdef-outline", "--name-IDs=0,1,2,3,4,5,6,13,14", *options],
        check=True,
    )
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


def regular(source):
    subset(source, ASSETS / "fonts/NotoSansSC-Regular.otf", f"--unicodes={REGULAR}")


def common_han():
    """The 3755 characters of GB 2312's first level: most given names, so that a heading rarely changes weight."""
    return "".join(bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))


def bold(source):
    said = "".join(path.read_text("utf-8") for path in sorted((ASSETS / "lang").rglob("*.ftl")))
    latin = "".join(map(chr, range(0x20, 0x180)))
    marks = "‘’“”—–…·•‰℃°≥≤→←↑↓✓①②③④⑤⑥⑦⑧⑨⑩、。〈〉《》「」『』【】（）！，：；？％～"
    wanted = sorted(set(said + latin + marks + FAMILY_NAMES + common_han()) - set("\n\r\t"))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listing:
        listing.write("".join(wanted))
        listing.flush()
        subset(source, ASSETS / "fonts/NotoSansSC-Bold.ttf", f"--text-file={listing.name}")


def icons(source):
    table = json.loads(pathlib.Path(source).with_name("info.json").read_text("utf-8"))
    points = {name: int(table[name]["unicode"].strip("&#;")) for name in ICONS}
    subset(source, ASSETS / "icons/lucide.ttf", "--unicodes=" + ",".join(f"U+{point:04X}" for point in points.values()))
    for name, point in points.items():
        print(f"  {point:04x} {name}")


if __name__ == "__main__":
    makers = {"regular": regular, "bold": bold, "icons": icons}
    if len(sys.argv) != 3 or sys.argv[1] not in makers:
        sys.exit(__doc__)
    makers[sys.argv[1]](sys.argv[2])

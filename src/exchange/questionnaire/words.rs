//! The words by which questionnaires ask and people answer, folded: lower case, without signs, parted by spaces.

use super::super::columns::{Field, Words, roster_titles};
use super::Asked;

/// What a roster calls it as well.
const fn as_in_a_roster(field: Field) -> Words<Asked> {
    let known = roster_titles(field);
    Words {
        field: Asked::Person(field),
        whole: known.whole,
        within: known.within,
    }
}

pub(super) const TITLES: &[Words<Asked>] = &[
    as_in_a_roster(Field::Name),
    as_in_a_roster(Field::Employee),
    as_in_a_roster(Field::Badge),
    as_in_a_roster(Field::Phone),
    as_in_a_roster(Field::Unit),
    as_in_a_roster(Field::Department),
    as_in_a_roster(Field::Team),
    as_in_a_roster(Field::Dormitory),
    Words {
        field: Asked::Submitted,
        whole: "
            提交答卷时间 提交時間 提交时间 填写时间 填寫時間 填表时间 填表時間 填表日期 填报时间 填報時間 填报日期 填報日期
            提交日期 答题时间 submitted submittedat submissiontime timestamp
        ",
        within: "提交答卷 提交时间 提交時間 填写时间 填寫時間 填表 填报时间 填报日期 填報 提交日期 submitted timestamp",
    },
    Words {
        field: Asked::Places,
        whole: "
            到过的地方 到過的地方 途经地 途經地 途经地点 途經地點 行程 行程轨迹 行程軌跡 活动轨迹 旅居史 旅居地 出发地
            出發地 出发地点 春节所在地 春節所在地 假期所在地 逗留地 逗留地点 places visited whereto
        ",
        within: "
            到过 到過 去过 去過 途经 途經 中转 中轉 旅居 行程 轨迹 軌跡 哪些地方 出发地 出發地 何地 停留地 所在地 逗留地
            placesvisited placesyou whereyou visitedplaces
        ",
    },
    Words {
        field: Asked::Dates,
        whole: "起止日期 起止时间 起止時間 停留日期 停留时间 停留時間 逗留日期 逗留时间 逗留時間 往返日期 旅居时间 dates stay",
        within: "起止 停留日期 停留时间 停留時間 逗留日期 逗留时间 逗留時間 往返日期 旅居时间 旅居時間 datesthere datesofstay",
    },
    Words {
        field: Asked::ReturnDate,
        whole: "
            返厂日期 返廠日期 返厂时间 返廠時間 预计返厂日期 返岗日期 返崗日期 返岗时间 返回日期 返回时间 返程日期 返程时间
            到厂日期 到廠日期 到岗日期 返工日期 复工日期 復工日期 returndate return arrivaldate arrival
        ",
        within: "
            返厂日期 返廠日期 返厂时间 返廠時間 返岗日期 返崗日期 返岗时间 返崗時間 返回日期 返回时间 返回時間 返程日期
            返程时间 返程時間 到厂日期 到廠日期 到厂时间 到岗日期 到崗日期 返工日期 返工时间 复工日期 復工日期 何时返
            returndate dateofreturn arrivaldate
        ",
    },
    Words {
        field: Asked::Vehicle,
        whole: "交通工具 交通方式 返程方式 车次 車次 航班 vehicle transport",
        within: "交通工具 交通方式 车次 車次 航班 乘坐 vehicle transport",
    },
    Words {
        field: Asked::Contact,
        whole: "contact 接触史 接觸史 密切接触史 密切接觸史 是否接触 exposed",
        within: "接触过 接觸過 接触史 接觸史 密切接触 密切接觸 是否接触 是否接觸 有无接触 确诊 確診 疑似 contactwith exposed",
    },
    Words {
        field: Asked::ContactOn,
        whole: "接触日期 接觸日期 接触时间 接觸時間 最后接触日期 最後接觸日期 contacton contactdate lastcontact",
        within: "接触日期 接觸日期 接触时间 接觸時間 接触的日期 接触的时间 最后接触 最後接觸 contactdate lastcontact dateofcontact",
    },
    Words {
        field: Asked::Unwell,
        whole: "unwell 有无症状 有無症狀 是否有症状 是否有症狀 有无不适 身体状况 身體狀況 健康状况 健康狀況 健康状态 健康狀態",
        within: "
            有无发热 有無發熱 有无症状 有無症狀 是否发热 是否發熱 是否有发热 是否有症状 是否有症狀 有无不适 有無不適 是否不适
            身体状况 身體狀況 健康状况 健康狀況 健康状态 等症状 等症狀 anysymptoms
        ",
    },
    Words {
        field: Asked::Symptoms,
        whole: "症状说明 症狀說明 症状描述 症狀描述 具体症状 具體症狀 症状 症狀 symptoms symptom",
        within: "症状说明 症狀說明 症状描述 症狀描述 具体症状 具體症狀 何种症状 何種症狀 哪些症状 哪些症狀 whichsymptoms",
    },
    Words {
        field: Asked::Address,
        whole: "家庭住址 家庭地址 住址 地址 户籍 戶籍 户籍地 戶籍地 籍贯 籍貫 现住址 現住址 address home",
        within: "住址 地址 户籍 戶籍 籍贯 籍貫 address",
    },
    Words {
        field: Asked::Sex,
        whole: "性别 性別 sex gender",
        within: "性别 性別",
    },
    Words {
        field: Asked::Age,
        whole: "年龄 年齡 age",
        within: "年龄 年齡",
    },
    Words {
        field: Asked::Serial,
        whole: "序号 序號 答卷编号 答卷編號 no serial",
        within: "序号 序號",
    },
];

/// Titles about somebody else: a word within them says nothing.
pub(super) const STRANGERS: &str = "
            紧急 緊急 家长 家長 监护 監護 负责人 負責人 领导 領導 银行 銀行 同住 家属 家屬 家人 家庭成员 家庭成員 签名 簽名 照片
            emergency guardian manager family
        ";

/// How an answer begins that is a yes, a no, or neither; the last is looked for first, so that 不清楚 is no no.
pub(super) const YES: &str = "是 有 yes y true 对 對 曾 接触过 接觸過 √ ✓";
pub(super) const NO: &str = "否 无 無 没 沒 未 不是 no n false 非";
pub(super) const UNSURE: &str = "不清楚 不确定 不確定 不知 不详 不詳 未知 无法 無法 没注意 不好说 not unsure unknown maybe 是否 有无";

/// How somebody says that nothing is wrong with them.
pub(super) const WELL: &str =
    "正常 健康 良好 身体健康 身體健康 身体良好 身体正常 一切正常 不发热 不發熱 均无 均無 以上均无 well fine good healthy";

/// Symptoms that begin like a no.
pub(super) const WEAK: &str = "无力 無力 没力 沒力 没劲 没胃口 沒胃口 没精神 沒精神 无味 无嗅";

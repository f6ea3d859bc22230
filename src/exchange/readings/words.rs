//! The words by which sheets of measurements call their columns, folded: lower case, without signs, parted by spaces.

use super::super::columns::{Field, Words, roster_titles};
use super::Told;

const fn as_in_a_roster(field: Field) -> Words<Told> {
    let known = roster_titles(field);
    Words {
        field: Told::Person(field),
        whole: known.whole,
        within: known.within,
    }
}

pub(super) const TITLES: &[Words<Told>] = &[
    as_in_a_roster(Field::Name),
    as_in_a_roster(Field::Employee),
    as_in_a_roster(Field::Badge),
    Words {
        field: Told::At,
        whole: "
            测量时间 測量時間 测温时间 測溫時間 体温时间 體溫時間 时间 時間 日期时间 日期時間 填报时间 填報時間 提交时间
            提交時間 time at when datetime measuredat takenat timestamp
        ",
        within: "测量时间 測量時間 测温时间 測溫時間 时间 時間 measuredat timestamp",
    },
    Words {
        field: Told::Day,
        whole: "日期 测量日期 測量日期 测温日期 測溫日期 date day measuredon",
        within: "测量日期 測量日期 测温日期 測溫日期 日期",
    },
    Words {
        field: Told::Celsius,
        whole: "体温 體溫 温度 溫度 体温值 體溫值 测量值 測量值 temperature temp celsius bodytemperature reading",
        within: "体温 體溫 温度 溫度 temperature",
    },
    Words {
        field: Told::Site,
        whole: "部位 测量部位 測量部位 测温部位 測溫部位 site bodysite",
        within: "部位",
    },
    Words {
        field: Told::Taken,
        whole: "
            方式 测量方式 測量方式 测温方式 測溫方式 来源 來源 测量人 測量人 测温人 測溫人 测量者 測量者 taken takenby
            measuredby source
        ",
        within: "测量方式 測量方式 测温方式 測溫方式 测量人 測量人 measuredby",
    },
];

/// Titles about somebody else: a word within them says nothing.
pub(super) const STRANGERS: &str = "
            紧急 緊急 家长 家長 负责人 負責人 领导 領導 签名 簽名 备注 備註 是否 返厂 返廠 离厂 離廠 emergency guardian manager note
        ";

pub(super) const BEFORE_NOON: &str = "上午 早上 早晨 凌晨 am";
pub(super) const AFTER_NOON: &str = "下午 晚上 傍晚 pm";

/// Who has measured, as it is written.
pub(super) const OWN: &str = "自测 自測 自己 自报 自報 本人 居家 电话 電話 own self home told";
pub(super) const CLINIC: &str = "医务 醫務 医生 醫生 护士 護士 诊所 診所 卫生 衛生 巡测 巡測 clinic nurse doctor round";

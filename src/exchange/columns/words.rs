//! The words by which rosters call their columns and states, folded: lower case, without signs, parted by
//! spaces.

use super::{Field, Words};
use crate::domain::person::Status;

pub(in crate::exchange) const TITLES: &[Words<Field>] = &[
    Words {
        field: Field::Badge,
        whole: "
            卡号 卡號 胸卡 胸卡号 胸卡號 厂牌 廠牌 厂牌号 廠牌號 证卡号 證卡號 工卡号 工卡號 工牌号 工牌號 门禁卡
            門禁卡 出入证号 出入證號 badge badgeno badgenumber badgeid card cardno cardnumber passno
        ",
        within: "卡号 卡號 厂牌 廠牌 工牌 胸卡 门禁卡 門禁卡 badge",
    },
    Words {
        field: Field::Employee,
        whole: "
            工号 工號 员工编号 員工編號 员工号 員工號 职工编号 職工編號 职工号 職工號 人员编号 人員編號 员工代码
            員工代碼 工人编号 employee employeeno employeenumber employeeid employeecode staffid staffno staffnumber
            workerid workerno personnelno payrollno 编号 編號
        ",
        within: "工号 工號 员工编号 員工編號 员工号 員工號 职工编号 職工編號 employeeno employeeid staffid staffno",
    },
    Words {
        field: Field::Name,
        whole: "姓名 名字 name fullname 人员姓名 人員姓名 员工姓名 員工姓名 访客姓名 訪客姓名 家属姓名 家屬姓名",
        within: "姓名 名字 fullname employeename staffname",
    },
    Words {
        field: Field::Kind,
        whole: "
            类别 類別 人员类别 人員類別 人员类型 人員類型 员工类别 員工類別 员工类型 員工類型 用工形式 用工类型
            用工類型 人员性质 人員性質 身份 身份类别 身份類別 类型 類型 kind type category employeetype persontype
        ",
        within: "人员类别 人員類別 人员类型 人員類型 用工形式",
    },
    Words {
        field: Field::Status,
        whole: "
            状态 狀態 在职状态 在職狀態 员工状态 員工狀態 人员状态 人員狀態 在岗状态 在崗狀態 在岗情况 status
            employmentstatus state
        ",
        within: "在职状态 在職狀態 员工状态 員工狀態 人员状态 人員狀態 在岗状态 在崗狀態",
    },
    Words {
        field: Field::Unit,
        whole: "
            单位 單位 公司 单位名称 單位名稱 公司名称 公司名稱 所属单位 所屬單位 所在单位 所在單位 工作单位 工作單位
            承包单位 承包單位 unit company companyname organisation organization employer
        ",
        within: "所属单位 所屬單位 工作单位 工作單位 单位名称 單位名稱 公司 company",
    },
    Words {
        field: Field::Department,
        whole: "
            部门 部門 车间 車間 科室 部门名称 部門名稱 所属部门 所屬部門 部门车间 部門車間 department dept
            departmentname deptname workshop division
        ",
        within: "部门 部門 车间 車間 department",
    },
    Words {
        field: Field::Team,
        whole: "班组 班組 班次 班别 班別 小组 小組 班组名称 班組名稱 工段 team shift crew teamname",
        within: "班组 班組 班次",
    },
    Words {
        field: Field::Dormitory,
        whole: "
            宿舍 宿舍号 宿舍號 房号 房號 房间 房間 房间号 房間號 住宿 住宿地点 住宿地點 寝室 寢室 dormitory dorm
            dormroom room roomno roomnumber
        ",
        within: "宿舍 寝室 寢室 房号 房號 房间号 房間號 dormitory",
    },
    Words {
        field: Field::Phone,
        whole: "
            手机 手機 手机号 手機號 手机号码 手機號碼 电话 電話 联系电话 聯繫電話 聯絡電話 电话号码 電話號碼 联系方式
            聯繫方式 聯絡方式 phone mobile phonenumber phoneno mobileno mobilephone tel telephone contact
            contactnumber contactno
        ",
        within: "手机 手機 电话 電話 联系方式 聯繫方式 聯絡方式 phone mobile",
    },
    Words {
        field: Field::Document,
        whole: "
            身份证号 身份證號 身份证号码 身份證號碼 身份证 身份證 证件号 證件號 证件号码 證件號碼 证件 證件 护照号
            護照號 idnumber idno idcard idcardno idcardnumber document documentno documentnumber passport passportno
            nationalid
        ",
        within: "身份证 身份證 证件号 證件號 idnumber idcard passport",
    },
    Words {
        field: Field::Host,
        whole: "
            接待人 接待人姓名 担保人 擔保人 担保人姓名 擔保人姓名 被访人 被訪人 被访人姓名 被訪人姓名 受访人 受訪人
            责任人 責任人 关联员工 關聯員工 亲属员工 host hostname hostedby sponsor visiting visits
        ",
        within: "",
    },
    Words {
        field: Field::Note,
        whole: "备注 備註 备考 备注说明 備註說明 说明 說明 note notes remark remarks comment comments",
        within: "备注 備註 remark",
    },
];

/// Titles about somebody else, about a day or about a sign: a word within them says nothing.
pub(super) const STRANGERS: &str = "
            接待 担保 擔保 被访 被訪 受访 受訪 紧急 緊急 家长 家長 监护 監護 负责人 負責人 领导 領導 银行 銀行 是否
            日期 时间 時間 签名 簽名 照片 人数 人數 emergency guardian manager bank date host
        ";

/// What a cell holds where there is nothing to say.
pub(super) const NOTHING: &str = "无 無 没有 沒有 暂无 暫無 - -- — / n/a none null";

/// How rosters say whether somebody is there; the longest word in a cell decides, so that 不在职 is not 在职.
pub(super) const STATES: &[(Status, &str)] = &[
    (
        Status::Active,
        "
            在职 在職 在岗 在崗 在厂 在廠 在册 在冊 正常 未离职 未離職 已返岗 已返崗 复工 復工 返岗 返崗 active
            onduty present employed
        ",
    ),
    (
        Status::Away,
        "
            休假 离厂 離廠 请假 請假 未返 未返岗 未返崗 未返厂 未返廠 未到岗 未到崗 未复工 未復工 不在岗 不在崗
            不在厂 不在廠 出差 外出 产假 產假 病假 事假 年假 停薪 借调 借調 away leave absent notreturned
        ",
    ),
    (
        Status::Left,
        "
            离职 離職 已离职 已離職 辞职 辭職 退休 离退 開除 开除 辞退 辭退 解除 不在职 不在職 非在职 非在職 left
            resigned retired terminated dismissed inactive notactive former
        ",
    ),
];

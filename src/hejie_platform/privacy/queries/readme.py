"""The first page of an export, in both languages."""

from typing import Final

README: Final = {
    "zh": """和解平台:您的全部数据
账户编号:{ref}
制作时间:{at}

每一部分是一个 JSON 文件,名称如下:
  account 账户 · identity 身份(号码只留末四位) · consents 同意书 · cases 案件与申请 · papers 材料 · talks 会谈 ·
  offers 方案 · agreements 协议 · payments 还款 · notices 通知 · complaints 投诉 · contacts 催收联系记录 ·
  looks 谁查看过 · requests 您关于数据的请求
材料、协议和凭证以原文件附上。

这里没有的:其他当事人与调解员单独沟通的内容、调解员的私人笔记、贷款机构内部的内容。它们不是您的数据。

如何证明没有被改动:manifest.json 列出每个文件的 SHA-256 和您的记录链,signature.json 是平台的签名。
  python -m hejie_platform verify-export 文件.zip --key 公钥
公钥可在「我的数据」页面看到。改动任何一个字节都会被发现。

请妥善保管:这里有您的全部信息。
文件:
{files}
""",
    "en": """Hejie: everything we hold about you
Account: {ref}
Made: {at}

Each part is one JSON file:
  account, identity (numbers masked), consents, cases, papers, talks, offers, agreements, payments, notices, complaints,
  contacts (of collectors), looks (who looked at your things), requests (yours, about your data)
Papers, agreements and receipts are attached as files.

Not in here: what other parties told the mediator in private, the mediator's own notes, what is internal to a lender. Those are
not your data.

How to prove that nothing was changed: manifest.json lists the SHA-256 of every file and your chains of the record;
signature.json is the platform's signature.
  python -m hejie_platform verify-export FILE.zip --key PUBLIC_KEY
The public key stands on the page "My data". Any changed byte shows.

Keep this safe: it is everything about you.
Files:
{files}
""",
}

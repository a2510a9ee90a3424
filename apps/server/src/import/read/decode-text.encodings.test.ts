import { describe, expect, test } from "vitest";
import { DocumentFailure } from "../failures.js";
import { decodeText, encodingOf } from "./decode-text.js";

interface EncodedRow {
  readonly text: string;
  /** Its bytes in that encoding. */
  readonly hex: string;
}

describe("Without a word about its encoding", () => {
  test.each<EncodedRow>([
    { text: "年假25 天。", hex: "c4eabcd9323520cceca1a3" },
    {
      text: "员工每年有二十五天年假，需提前两周申请。",
      hex: "d4b1b9a4c3bfc4ead3d0b6fecaaecee5ccecc4eabcd9a3acd0e8cce1c7b0c1bdd6dcc9eac7eba1a3",
    },
    { text: "商品,价格\n桌子,420\n椅子,180\n", hex: "c9ccc6b72cbcdbb8f10ad7c0d7d32c3432300ad2ced7d32c3138300a" },
    {
      text: "问题：如何重置密码？\n答案：在设置页面点击“忘记密码”。",
      hex: "cecacce2a3bac8e7baced6d8d6c3c3dcc2eba3bf0ab4f0b0b8a3bad4dac9e8d6c3d2b3c3e6b5e3bbf7a1b0cdfcbcc7c3dcc2eba1b1a1a3",
    },
    { text: "人工智能", hex: "c8cbb9a4d6c7c4dc" },
    { text: "北京市海淀区中关村大街27号", hex: "b1b1bea9cad0baa3b5edc7f8d6d0b9d8b4e5b4f3bdd63237bac5" },
    {
      text: "姓名\t部门\t电话\n王伟\t销售部\t1380\n李娜\t人事部\t1391\n",
      hex: "d0d5c3fb09b2bfc3c509b5e7bbb00acdf5ceb009cffacadbb2bf09313338300ac0eec4c809c8cbcac2b2bf09313339310a",
    },
    {
      text: "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
      hex: "b4b2c7b0c3f7d4c2b9e2a3acd2c9cac7b5d8c9cfcbaaa1a3bed9cdb7cdfbc3f7d4c2a3acb5cdcdb7cbbcb9cacfe7a1a3",
    },
    { text: "产品说明书", hex: "b2fac6b7cbb5c3f7cae9" },
    { text: "请在24小时内回复。", hex: "c7ebd4da3234d0a1cab1c4dabbd8b8b4a1a3" },
    {
      text: "硫酸钠、氯化钾、碳酸氢铵、磷酸二氢钾是常见的化学品。",
      hex: "c1f2cbe1c4c6a1a2c2c8bbafbcd8a1a2ccbccbe1c7e2efa7a1a2c1d7cbe1b6fec7e2bcd8cac7b3a3bcfbb5c4bbafd1a7c6b7a1a3",
    },
    { text: "深圳市腾讯计算机系统有限公司", hex: "c9eedbdacad0ccdad1b6bcc6cbe3bbfacfb5cdb3d3d0cfdeb9abcbbe" },
    { text: "本店营业时间9:00-21:00", hex: "b1beb5ead3aad2b5cab1bce4393a30302d32313a3030" },
    {
      text: "# 安装\n\n运行 `npm install`，然后重新启动服务器。\n",
      hex: "2320b0b2d7b00a0ad4cbd0d020606e706d20696e7374616c6c60a3acc8bbbaf3d6d8d0c2c6f4b6afb7fecef1c6f7a1a30a",
    },
    // A character that takes four bytes.
    { text: "第二十五天有🍤。", hex: "b5dab6fecaaecee5ccecd3d09439b938a1a3" },
  ])("$text is read as GB 18030", ({ text, hex }) => {
    expect(decodeText(Buffer.from(hex, "hex"))).toEqual({ text, encoding: "gb18030" });
  });

  test.each<EncodedRow & { encoding: string }>([
    { text: "苹果和梨", encoding: "gb18030", hex: "c6bbb9fbbacdc0e6" },
    {
      text: "宫保鸡丁,38\n鱼香肉丝,32\n麻婆豆腐,26\n回锅肉,42\n",
      encoding: "gb18030",
      hex: "b9acb1a3bca6b6a12c33380ad3e3cfe3c8e2cbbf2c33320ac2e9c6c5b6b9b8af2c32360abbd8b9f8c8e22c34320a",
    },
    { text: "张三", encoding: "gb18030", hex: "d5c5c8fd" },
    {
      text: "員工每年有二十五天年假，需提前兩週申請。",
      encoding: "big5",
      hex: "adfba475a843a67ea6b3a447a451a4ada4d1a67eb0b2a141bbddb4a3ab65a8e2b667a5d3bdd0a143",
    },
    { text: "產品說明", encoding: "big5", hex: "b2a3ab7ebba1a9fa" },
    { text: "產品說明", encoding: "gb18030", hex: "ae61c6b7d566c3f7" },
    { text: "Müller", encoding: "windows-1252", hex: "4dfc6c6c6572" },
    { text: "Grüße aus Köln", encoding: "windows-1252", hex: "4772fcdf6520617573204bf66c6e" },
    {
      text: "Die Straße ist für Fußgänger gesperrt.",
      encoding: "windows-1252",
      hex: "4469652053747261df65206973742066fc72204675df67e46e6765722067657370657272742e",
    },
    { text: "Café au lait, déjà vu", encoding: "windows-1252", hex: "436166e9206175206c6169742c2064e96ae0207675" },
    {
      text: "Élève à l'école française: réservé",
      encoding: "windows-1252",
      hex: "c96ce8766520e0206c27e9636f6c65206672616ee7616973653a2072e973657276e9",
    },
    { text: "El niño español mañana", encoding: "windows-1252", hex: "456c206e69f16f2065737061f16f6c206d61f1616e61" },
    {
      text: "São Paulo é a maior cidade",
      encoding: "windows-1252",
      hex: "53e36f205061756c6f20e92061206d61696f7220636964616465",
    },
    { text: "£25 for 50°", encoding: "windows-1252", hex: "a3323520666f72203530b0" },
    { text: "Størrelse på ønsket", encoding: "windows-1252", hex: "5374f87272656c73652070e520f86e736b6574" },
    { text: "Größe;Länge\n1,5;2,5\n", encoding: "windows-1252", hex: "4772f6df653b4ce46e67650a312c353b322c350a" },
    {
      text: "これは日本語のテキストです。",
      encoding: "shift_jis",
      hex: "82b182ea82cd93fa967b8cea82cc8365834c8358836782c582b78142",
    },
    { text: "商品名,価格\n机,420\n", encoding: "shift_jis", hex: "8fa4956996bc2c89bf8a690a8af72c3432300a" },
    { text: "東京都", encoding: "shift_jis", hex: "938c8b9e9373" },
    { text: "よろしくお願いします", encoding: "shift_jis", hex: "82e682eb82b582ad82a88ae882a282b582dc82b7" },
    {
      text: "これは日本語のテキストです。",
      encoding: "euc-jp",
      hex: "a4b3a4eca4cfc6fccbdcb8eca4cea5c6a5ada5b9a5c8a4c7a4b9a1a3",
    },
    { text: "商品名,価格\n机,420\n", encoding: "euc-jp", hex: "bea6c9caccbe2cb2c1b3ca0ab4f92c3432300a" },
    { text: "東京都", encoding: "euc-jp", hex: "c5ecb5fec5d4" },
    { text: "よろしくお願いします", encoding: "euc-jp", hex: "a4e8a4eda4b7a4afa4aab4eaa4a4a4b7a4dea4b9" },
    {
      text: "이것은 한국어 텍스트입니다.",
      encoding: "euc-kr",
      hex: "c0ccb0cdc0ba20c7d1b1b9beee20c5d8bdbac6aec0d4b4cfb4d92e",
    },
    {
      text: "상품,가격\n책상,420\n의자,180\n",
      encoding: "euc-kr",
      hex: "bbf3c7b02cb0a1b0dd0ac3a5bbf32c3432300ac0c7c0da2c3138300a",
    },
    { text: "안녕하세요", encoding: "euc-kr", hex: "bec8b3e7c7cfbcbcbfe4" },
    { text: "서울특별시 강남구", encoding: "euc-kr", hex: "bcadbfefc6afbab0bdc320b0adb3b2b1b8" },
    { text: "휴가는 일년에 25일입니다", encoding: "euc-kr", hex: "c8deb0a1b4c220c0cfb3e2bfa1203235c0cfc0d4b4cfb4d9" },
    { text: "Привет, мир", encoding: "windows-1251", hex: "cff0e8e2e5f22c20ece8f0" },
    {
      text: "Отпуск составляет двадцать пять дней в году.",
      encoding: "windows-1251",
      hex: "cef2eff3f1ea20f1eef1f2e0e2ebffe5f220e4e2e0e4f6e0f2fc20effff2fc20e4ede5e920e220e3eee4f32e",
    },
    { text: "товар;цена\nстол;420\n", encoding: "windows-1251", hex: "f2eee2e0f03bf6e5ede00af1f2eeeb3b3432300a" },
    { text: "да", encoding: "windows-1251", hex: "e4e0" },
    { text: "Москва", encoding: "windows-1251", hex: "cceef1eae2e0" },
    { text: "Привет, мир", encoding: "koi8-r", hex: "f0d2c9d7c5d42c20cdc9d2" },
    {
      text: "Отпуск составляет двадцать пять дней в году.",
      encoding: "koi8-r",
      hex: "efd4d0d5d3cb20d3cfd3d4c1d7ccd1c5d420c4d7c1c4c3c1d4d820d0d1d4d820c4cec5ca20d720c7cfc4d52e",
    },
    { text: "товар;цена\nстол;420\n", encoding: "koi8-r", hex: "d4cfd7c1d23bc3c5cec10ad3d4cfcc3b3432300a" },
    { text: "да", encoding: "koi8-r", hex: "c4c1" },
    { text: "Москва", encoding: "koi8-r", hex: "edcfd3cbd7c1" },
    { text: "Καλημέρα κόσμε", encoding: "iso-8859-7", hex: "cae1ebe7ecddf1e120eafcf3ece5" },
    { text: "สวัสดีชาวโลก", encoding: "windows-874", hex: "cac7d1cab4d5aad2c7e2c5a1" },
  ])("$text in $encoding is refused with a hint, and read with it", ({ text, hex, encoding }) => {
    const bytes = Buffer.from(hex, "hex");
    expect(() => decodeText(bytes)).toThrow(DocumentFailure);
    expect(() => decodeText(bytes)).toThrow(/^The file is n.+ GB 18030\. Say which with --encoding: gb18030, big5, /);
    expect(decodeText(bytes, encoding)).toEqual({ text, encoding });
  });
});

describe("Named, an encoding", () => {
  test("is that of what is not UTF-8 alone", () => {
    expect(decodeText(Buffer.from("Müller"), "windows-1252")).toEqual({ text: "Müller" });
    expect(decodeText(Buffer.from("\ufeffMüller"), "windows-1252")).toEqual({ text: "Müller" });
    expect(decodeText(Buffer.from("\ufeffMüller", "utf16le"), "windows-1252")).toEqual({
      text: "Müller",
      encoding: "utf-16le",
    });
  });

  test("whose bytes may look like UTF-8 comes first", () => {
    expect(decodeText(Buffer.from("1b24422422", "hex"), "iso-2022-jp")).toEqual({
      text: "あ",
      encoding: "iso-2022-jp",
    });
    expect(decodeText(Buffer.from("a0", "utf16le"), "utf-16le")).toEqual({ text: "a0", encoding: "utf-16le" });
  });

  test("that does not fit is told", () => {
    const bytes = Buffer.of(0x82, 0x20);
    const message = "The file is not a text in shift_jis or UTF-8. Say another with --encoding: gb18030, big5, ";
    expect(() => decodeText(bytes, "shift_jis")).toThrow(message);
    expect(() => decodeText(bytes, "shift_jis", true)).toThrow(
      message.replace("Say", "It was in that when it was read before. Say"),
    );
  });

  test("has a name of its own for each label", () => {
    expect(["latin1", "GBK", "sjis", "gb18030"].map(encodingOf)).toEqual([
      "windows-1252",
      "gbk",
      "shift_jis",
      "gb18030",
    ]);
    expect(() => encodingOf("klingon")).toThrow(/^There is no encoding "klingon"\. The usual ones are gb18030, big5, /);
  });
});

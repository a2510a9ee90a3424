/**
 * The 500 characters that stand most often in simplified Chinese, the most frequent first: three of four that are
 * written. Lists of frequencies differ a little in the order, which matters little here.
 */
const commonCharacters = [
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所",
  "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日",
  "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想",
  "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指",
  "几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权",
  "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集",
  "温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支",
  "般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属",
  "圆包火住调满县局照参红细引听该铁价严龙飞",
].join("");

const ranks = new Map(Array.from(commonCharacters, (character, rank) => [character, rank]));

/** How many characters are looked at: what these do not tell, more would not either. */
const mostCharacters = 50_000;

/** How much evidence makes a text Chinese: the logarithm of twenty to one. */
const enough = 3;

/**
 * Whether bytes that can be decoded as GB 18030 are likely to be Chinese, and not text of another language in another
 * encoding, nearly all of whose bytes make characters here as well. Each character adds the logarithm of how much
 * likelier it is in Chinese than where it comes about by chance: in Latin letters with accents, Shift_JIS and Big5,
 * which give characters that Chinese seldom has; in EUC-JP, which gives kana; in EUC-KR, whose letters all have a first
 * byte up to C8; in Cyrillic, Greek and Thai, whose letters have few bytes below C0.
 *
 * Tried on the messages of TypeScript and of Debian's programs, and on the names of countries and languages there. Of
 * TypeScript's sentences in GB 18030, 98 % are recognised alone and all in threes; of the names, which hold the rarest
 * characters, 36 % alone and 92 % in tens. Of 40,000 messages in Big5, Korean, Japanese, Russian, German, French and
 * Spanish, at most 1.1 % of those in one encoding are taken for Chinese alone, 0.6 % in threes, and none in tens.
 */
export function isLikelyChinese(bytes: Uint8Array, decoded: string): boolean {
  let evidence = 0;
  let looked = 0;
  let at = 0;
  for (const character of decoded) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
    if (first < 0x80) at += 1;
    else {
      // The second byte of four is a digit. Such characters are the rarest.
      const hasFourBytes = second >= 0x30 && second <= 0x39;
      at += hasFourBytes ? 4 : 2;
      evidence += hasFourBytes ? 0 : evidenceOf(character, first, second);
      if (++looked === mostCharacters) break;
    }
  }
  return evidence >= enough;
}

function evidenceOf(character: string, first: number, second: number): number {
  if ("、。".includes(character)) return 1;
  if ("，；：？！“”‘’（）《》【】…—·　％".includes(character)) return 1.5;
  if (/[\u3040-\u30ff]/.test(character)) return -4;
  if (!/\p{Script=Han}/u.test(character)) return 0;
  // GB 2312 orders its characters by use: 3755 common ones from B0 on, then 3008 others. All others are GBK's.
  if (second < 0xa1 || first < 0xb0 || first > 0xf7) return -4;
  if (first > 0xd7) return ranks.has(character) ? 0.5 : -2.5;
  const place = (first > 0xc8 ? 1.2 : -0.3) + (second < 0xc0 ? 0.9 : -0.4);
  return place + evidenceOfRank(ranks.get(character));
}

function evidenceOfRank(rank: number | undefined): number {
  if (rank === undefined) return -0.4;
  return rank < 100 ? 2.2 : rank < 250 ? 1.2 : 0.5;
}

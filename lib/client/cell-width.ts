/** Combining marks, joiners, variation selectors, and the marks of direction. */
const none = /^[\p{Mn}\p{Me}\p{Cf}]$/u
/** East Asian Wide and Fullwidth (UAX #11), and what is shown as a picture by itself. */
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6]$/u

/** How many cells of a terminal a character takes: 0, 1 or 2. The terminal is told to count the same way. */
export function cellWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300)
    return codePoint === 0xad ? 1 : codePoint < 32 || (codePoint > 126 && codePoint < 160) ? 0 : 1
  const character = String.fromCodePoint(codePoint)
  if (none.test(character)) return 0
  // Half-width Katakana and Hangul.
  if (codePoint >= 0xff61 && codePoint <= 0xffdc) return 1
  return wide.test(character) ? 2 : 1
}

/** How many cells a text takes in one row. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += cellWidth(character.codePointAt(0) ?? 0)
  return width
}

const longest = 64

/** A value as an error message shows it: in quotes, control characters as spaces, cut where nobody reads on. */
export function quoted(text: string): string {
  const clean = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
  const characters = Array.from(clean.slice(0, 2 * longest + 2))
  return characters.length > longest ? `"${characters.slice(0, longest).join('')}…"` : `"${clean}"`
}

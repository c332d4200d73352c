/** Control characters, line ends of every alphabet, and those that turn the direction of what follows. */
const unwanted = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** Text of somebody else's on one line of ours, at most so many characters of it. */
export function oneLine(text: string, most: number): string {
  const line = text.toWellFormed().replace(unwanted, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}

/** Text as it is written in HTML, in attributes, too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

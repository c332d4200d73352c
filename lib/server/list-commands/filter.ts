/** A text of an OPATH filter. In double quotes where nothing in it could be read as anything else. */
function filterText(text: string): string {
  return /^[\p{L}\p{N} ._@*:-]*$/u.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`
}

/** `SMTP:` before an address is no part of it: what is searched for comes after the colon. */
function isLike(property: string, search: string): string {
  const before = property === 'EmailAddresses' ? '*:*' : '*'
  return `${property} -like ${filterText(`${before}${search}*`)}`
}

/** An OPATH filter: one of these properties has the text in it. */
export function anyIsLike(properties: readonly string[], search: string): string {
  return properties.map((property) => isLike(property, search)).join(' -or ')
}

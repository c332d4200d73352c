/** `wizard:add-user` as a person would say it. */
export function sourceInWords(source: string): string {
  return source.startsWith('wizard:')
    ? source
        .slice(7)
        .replaceAll('-', ' ')
        .replace(/\bsmtp\b/, 'SMTP')
        .replace(/^./, (letter) => letter.toUpperCase())
    : source
}

/** What is typed into the compose form, by the names of its fields. */
export type ComposeText = Readonly<Record<(typeof composeFields)[number], string>>
export const composeFields = ['to', 'cc', 'bcc', 'subject', 'body'] as const

const prefix = 'outlook compose '

/** Whose text it is, and of which message: nobody else's form shows it. */
export function keptKey(address: string, mode: string, source: string): string {
  return `${prefix}${address} ${mode} ${source}`
}

/** Kept for this tab alone, until it is sent, saved or discarded: a reload or the end of a session loses nothing. */
export function keepText(key: string, text: ComposeText): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(text))
  } catch {
    // Full or turned off: the text is in the form all the same.
  }
}

export function forgetText(key: string): void {
  forgetWhere((one) => one === key)
}

/** At signing out: whoever comes next to this computer finds nothing. */
export function forgetAllTexts(): void {
  forgetWhere((key) => key.startsWith(prefix))
}

/** A session can end without signing out: what others wrote in this tab goes when somebody else is here. */
export function forgetTextsOfOthers(address: string): void {
  forgetWhere((key) => key.startsWith(prefix) && !key.startsWith(`${prefix}${address} `))
}

function forgetWhere(isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (isMeant(key)) sessionStorage.removeItem(key)
  } catch {
    // Turned off: nothing was kept.
  }
}

/** @returns null where nothing was kept, or something that we did not write */
export function findKeptText(key: string): ComposeText | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const text = composeFields.map((name) => [name, (kept as Record<string, unknown>)[name]])
    return text.every(([, value]) => typeof value === 'string')
      ? (Object.fromEntries(text) as ComposeText)
      : null
  } catch {
    return null
  }
}

/** What the fields of the compose form hold. */
export function textIn(form: FormData): ComposeText {
  const text = composeFields.map((name) => [name, String(form.get(name) ?? '')])
  return Object.fromEntries(text) as ComposeText
}

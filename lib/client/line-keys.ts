/** What somebody did at the keyboard, and what the page does in their place. */
export type Key =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }

/** What a terminal sends (ECMA-48, and xterm's modifiers) under the names of the keys. */
const sequences: Readonly<Record<string, string>> = {
  '\r': 'Enter',
  '\n': 'Enter',
  '\t': 'Tab',
  '\x1b[Z': 'Shift+Tab',
  '\x7f': 'Backspace',
  '\b': 'Ctrl+Backspace',
  '\x17': 'Ctrl+W',
  '\x1b': 'Escape',
  '\x1b[A': 'Up',
  '\x1b[B': 'Down',
  '\x1b[C': 'Right',
  '\x1b[D': 'Left',
  '\x1bOA': 'Up',
  '\x1bOB': 'Down',
  '\x1bOC': 'Right',
  '\x1bOD': 'Left',
  '\x1b[H': 'Home',
  '\x1b[F': 'End',
  '\x1bOH': 'Home',
  '\x1bOF': 'End',
  '\x1b[3~': 'Delete',
  '\x1b[3;5~': 'Ctrl+Delete',
  '\x1b[1;5C': 'Ctrl+Right',
  '\x1b[1;5D': 'Ctrl+Left',
  '\x1b[1;3C': 'Ctrl+Right',
  '\x1b[1;3D': 'Ctrl+Left',
  '\x1bb': 'Ctrl+Left',
  '\x1bf': 'Ctrl+Right',
  '\x1b[1;5H': 'Ctrl+Home',
  '\x1b[1;5F': 'Ctrl+End',
}

const pasted = /^\x1b\[200~([\s\S]*?)(?:\x1b\[201~|$)/
const sequence = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|O[A-Z]|[a-z])?/
const plain = /^[^\0-\x1f\x7f]+/

const control = (character: string) => `Ctrl+${String.fromCharCode(character.charCodeAt(0) + 64)}`

/**
 * What a terminal sent, key by key. Text without control characters stays together, as an input method gives it;
 * sequences of keys that nobody here knows are left out.
 */
export function keysOf(data: string): readonly Key[] {
  const keys: Key[] = []
  let rest = data
  while (rest) {
    const [taken, key] = first(rest)
    if (key) keys.push(key)
    rest = rest.slice(taken)
  }
  return keys
}

function first(data: string): [number, Key | null] {
  const paste = pasted.exec(data)
  if (paste) return [paste[0].length, { kind: 'paste', text: paste[1] ?? '' }]
  const text = plain.exec(data)?.[0]
  if (text) return [text.length, { kind: 'text', text }]
  const found = sequence.exec(data)?.[0] ?? data.charAt(0)
  const name = sequences[found] ?? (found.length === 1 ? control(found) : null)
  return [found.length, name === null ? null : { kind: 'key', name }]
}

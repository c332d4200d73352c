/** This tab's shell by name, and where it was: a page that is loaded again finds its variables again. */
export interface KeptShell {
  readonly id: string
  readonly location: string
}

const name = 'shell'
const begin = 'C:\\'

/** A UUID (version 4). `crypto.randomUUID` exists on https and localhost only. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A browser may forbid its storages: then a shell lives as long as its page. */
function storage(which: 'sessionStorage' | 'localStorage'): Storage | null {
  try {
    return window[which]
  } catch {
    return null
  }
}

export const keptLines = () => storage('localStorage')

export function keepShell(shell: KeptShell): void {
  storage('sessionStorage')?.setItem(name, JSON.stringify(shell))
}

/** The shell of before, or a new one. */
export function keptShell(): KeptShell {
  try {
    const read = JSON.parse(storage('sessionStorage')?.getItem(name) ?? 'null')
    if (/^[0-9a-f-]{36}$/.test(read.id) && typeof read.location === 'string') return read
  } catch {
    // Nothing is kept, or nothing that we wrote.
  }
  const fresh = { id: newId(), location: begin }
  keepShell(fresh)
  return fresh
}

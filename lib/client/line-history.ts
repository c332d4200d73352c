/** What was typed before, the newest last. */
export interface LineHistory {
  readonly lines: readonly string[]
  add(line: string): void
  /** The newest line before `index` that has this text in it, or null. */
  search(text: string, before: number): { readonly index: number; readonly line: string } | null
}

const mostLines = 200
const longestLine = 4000

/** PSReadLine's own rule (SensitivePattern): such lines can be called back, but are not written down. */
const sensitive = /password|asplaintext|token|apikey|secret/i

type Store = Pick<Storage, 'getItem' | 'setItem'>

/** Reads what this browser keeps; whatever else stands there counts as nothing. */
function kept(store: Store | null, name: string): string[] {
  try {
    const read: unknown = JSON.parse(store?.getItem(name) ?? '[]')
    return Array.isArray(read)
      ? read.filter((line) => typeof line === 'string' && line.length <= longestLine).slice(-mostLines)
      : []
  } catch {
    return []
  }
}

function keep(store: Store | null, name: string, lines: readonly string[]) {
  const safe = lines.filter((line) => !sensitive.test(line) && line.length <= longestLine)
  try {
    store?.setItem(name, JSON.stringify(safe.slice(-mostLines)))
  } catch {
    // A full or forbidden storage: the lines are known until the page is left.
  }
}

/**
 * One person's lines in this browser, 200 at most. A line that is typed twice in a row is there once.
 * @param store null where the browser has none
 */
export function lineHistory(store: Store | null, person: string): LineHistory {
  const name = `shell-history:${person}`
  const lines = kept(store, name)
  return {
    lines,
    add(line) {
      if (line.trim() === '' || line === lines.at(-1)) return
      lines.push(line)
      if (lines.length > mostLines) lines.shift()
      keep(store, name, lines)
    },
    search(text, before) {
      const wanted = text.toLowerCase()
      for (let index = Math.min(before, lines.length) - 1; index >= 0; index--) {
        const line = lines[index] ?? ''
        if (line.toLowerCase().includes(wanted)) return { index, line }
      }
      return null
    },
  }
}

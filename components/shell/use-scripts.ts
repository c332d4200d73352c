'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { ErrorRecord } from '@/lib/shell'
import type { Described, ScriptActions, ScriptFile } from './script-actions'

/** The script in the editor. `kept` is what the drive holds; null before it is saved for the first time. */
export interface OpenScript {
  readonly path: string
  readonly source: string
  readonly kept: string | null
}

export const folder = 'C:\\Scripts\\'
export const largestScript = 1_000_000

const fresh: OpenScript = { path: `${folder}script.ps1`, source: '', kept: null }

/** A name as somebody types it, under the folder of scripts and with their ending. */
export function pathOf(name: string): string {
  const bare = name.trim().replace(/^.*[\\/]/, '')
  return `${folder}${/\.ps1$/i.test(bare) ? bare : `${bare}.ps1`}`
}

/** The scripts of the site's drive, and the one that is open. */
export function useScripts(actions: ScriptActions, first: readonly ScriptFile[]) {
  const [files, setFiles] = useState(first)
  const [open, setOpen] = useState<OpenScript | null>(null)
  const [error, setError] = useState<ErrorRecord | null>(null)
  const told = <T>(result: { ok: true; value: T } | { ok: false; error: ErrorRecord }): T | null => {
    setError(result.ok ? null : result.error)
    return result.ok ? result.value : null
  }
  const refresh = async () => setFiles((await actions.list().then(told)) ?? files)
  return {
    files,
    open,
    error,
    edit: (source: string) => setOpen((one) => one && { ...one, source }),
    rename: (name: string) => setOpen((one) => one && { ...one, path: name }),
    create: () => setOpen(fresh),
    close: () => setOpen(null),
    async choose(path: string) {
      const read = told(await actions.read(path))
      if (read) setOpen({ path, source: read.source, kept: read.source })
    },
    async upload(file: File) {
      if (file.size > largestScript)
        return setError({
          message: `${file.name.slice(0, 60)} has more than 1 MB.`,
          category: 'InvalidArgument',
          errorId: 'FileTooLarge',
          recommendedAction: 'Choose the script itself.',
        })
      const source = (await file.text()).replace(/^\uFEFF/, '')
      const path = pathOf(file.name)
      if (!told(await actions.save(path, source))) return
      setOpen({ path, source, kept: source })
      await refresh()
    },
    async save() {
      if (!open) return
      const path = open.kept === null ? pathOf(open.path) : open.path
      const saved = told(await actions.save(path, open.source))
      if (!saved) return
      setOpen({ ...open, path: saved.path, kept: open.source })
      await refresh()
    },
    async remove(path: string) {
      if (told(await actions.remove(path)) === null) return
      setOpen(null)
      await refresh()
    },
  }
}

export type Scripts = ReturnType<typeof useScripts>

/** What the server reads in a script, asked a moment after the last key. */
export function useDescribed(actions: ScriptActions, source: string | null): Described | null {
  const [known, setKnown] = useState<Described | null>(null)
  const ask = useEffectEvent((text: string) => actions.describe(text))
  useEffect(() => {
    if (source === null) return
    let late = false
    const timer = setTimeout(async () => {
      const described = await ask(source)
      if (!late) setKnown(described)
    }, 400)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [source])
  return source === null ? null : known
}

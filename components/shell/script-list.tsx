'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Scripts } from './use-scripts'

/** A file of the visitor's own computer, chosen by a button. */
function Upload({ onFile }: { onFile: (file: File) => void }) {
  return (
    <label className="inline-flex min-h-[34px] items-center rounded border border-edge/60 bg-raised px-3.5 py-1.5 text-sm font-medium focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus hover:bg-panel">
      Upload
      <input
        type="file"
        aria-label="Upload a script"
        accept=".ps1,text/plain"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}

const nameOf = (path: string) => path.replace(/^.*\\/, '')

/** The scripts of the site's drive, and how others come there. */
export function ScriptList({ scripts }: { scripts: Scripts }) {
  const { files, create, upload, choose } = scripts
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={create}>New</Button>
        <Upload onFile={(file) => void upload(file)} />
      </div>
      {files.length === 0 ? (
        <EmptyState title="No scripts yet">
          Upload a .ps1 file, or write a new one. They are kept on the site’s drive in C:\Scripts.
        </EmptyState>
      ) : (
        <ul aria-label="Scripts on the drive" className="flex flex-col overflow-auto">
          {files.map(({ path }) => (
            <li key={path}>
              <button
                type="button"
                title={path}
                onClick={() => void choose(path)}
                className="act min-h-8 py-1 text-left text-sm [overflow-wrap:anywhere]"
              >
                {nameOf(path)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { FieldError } from '@/components/ui/field-shell'
import { Meter } from '@/components/ui/meter'
import { FileField } from '@/components/ui/text-field'
import { printShortSize } from '@/lib/exchange'

export interface KeptFile {
  readonly filename: string
  readonly bytes: number
}

/** The files of a message: those of the draft or of the forwarded original, and those that are chosen one after the other. */
export function AttachmentField({
  kept,
  mostBytes,
  error,
}: {
  kept: readonly KeptFile[]
  /** Of all files together. */
  mostBytes: number
  error: FieldError | null
}) {
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<readonly File[]>([])
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const bytes =
    chosen.reduce((sum, { size }) => sum + size, 0) +
    kept.reduce((sum, one, at) => sum + (left.has(at) ? 0 : one.bytes), 0)
  const tooLarge =
    bytes > mostBytes
      ? `The files are ${printShortSize(bytes)} large, and may be ${printShortSize(mostBytes)}. Remove some.`
      : ''
  input.current?.setCustomValidity(tooLarge)
  const choose = (files: readonly File[]) => {
    setChosen(files)
    if (input.current) input.current.files = listOf(files)
  }
  return (
    <div className="flex flex-col gap-2">
      {kept.length > 0 && (
        <KeptFiles
          files={kept}
          toggle={(at) =>
            setLeft((before) => new Set(before.has(at) ? without(before, at) : [...before, at]))
          }
        />
      )}
      <FileField
        ref={input}
        label="Attach files"
        name="files"
        multiple
        hint={`Up to ${printShortSize(mostBytes)} in all.`}
        error={tooLarge || error}
        onChange={({ target }) => choose(joined(chosen, [...(target.files ?? [])]))}
      />
      {chosen.length > 0 && (
        <ChosenFiles files={chosen} remove={(file) => choose(chosen.filter((one) => one !== file))} />
      )}
      {bytes > 0 && (
        <div className="text-xs text-soft">
          <Meter label="Size of the files" value={bytes} max={mostBytes}>
            {`${printShortSize(bytes)} of ${printShortSize(mostBytes)}`}
          </Meter>
        </div>
      )}
    </div>
  )
}

const without = (numbers: ReadonlySet<number>, at: number) => [...numbers].filter((one) => one !== at)

/** A file that is chosen again takes the place of the former. */
function joined(before: readonly File[], added: readonly File[]): readonly File[] {
  const isSame = (one: File, other: File) => one.name === other.name && one.size === other.size
  return [...before.filter((one) => !added.some((other) => isSame(one, other))), ...added]
}

function listOf(files: readonly File[]): FileList {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer.files
}

function KeptFiles({ files, toggle }: { files: readonly KeptFile[]; toggle: (at: number) => void }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">Files that go along</legend>
      {files.map(({ filename, bytes }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place in the message
        <label key={at} className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="keep"
            value={at}
            defaultChecked
            onChange={() => toggle(at)}
            className="size-4 accent-action"
          />
          <span className="min-w-0 break-words">{filename}</span>
          <span className="text-xs text-faint">{printShortSize(bytes)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function ChosenFiles({ files, remove }: { files: readonly File[]; remove: (file: File) => void }) {
  return (
    <ul aria-label="Chosen files" className="flex flex-col gap-1">
      {files.map((file) => (
        <li key={`${file.name} ${file.size}`} className="flex items-center gap-2 text-sm">
          <span className="min-w-0 break-words">{file.name}</span>
          <span className="text-xs text-faint">{printShortSize(file.size)}</span>
          <Button look="quiet" onClick={() => remove(file)} aria-label={`Remove ${file.name}`}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  )
}

import type { Metadata } from 'next'
import { ThreePane } from '@/components/frame/three-pane'
import { ObserverNote } from '@/components/shell/observer-note'
import { ShellView } from '@/components/shell/shell-view'
import { firstOf, type PageProps } from '@/lib/server/address'
import { requirePerson } from '@/lib/server/session'
import { describe, listScripts, readScript, removeScript, saveScript } from './actions'

export const metadata: Metadata = { title: 'Shell' }

/** A link may bring a command along; a longer one is none that somebody would look through before running it. */
const longestLine = 8000

export default async function ShellPage({ searchParams }: PageProps) {
  const person = await requirePerson()
  if (person.role !== 'Administrator')
    return (
      <ThreePane padded title="Shell">
        <ObserverNote />
      </ThreePane>
    )
  const line = firstOf((await searchParams).line)
  const files = await listScripts()
  return (
    <ShellView
      person={person.id}
      line={line ? line.slice(0, longestLine) : null}
      files={files.ok ? files.value : []}
      actions={{ list: listScripts, read: readScript, save: saveScript, remove: removeScript, describe }}
    />
  )
}

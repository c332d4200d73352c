import type { Metadata } from 'next'
import { PageHeader } from '@/components/frame/three-pane'
import { ImportUsers } from '@/components/users/import-users'
import { requireAdministrator } from '@/lib/server/session'
import { importAction, planAction } from './actions'

export const metadata: Metadata = { title: 'Import users' }

export default async function ImportPage() {
  await requireAdministrator()
  return (
    <div className="max-w-[1000px] px-6.5 py-6 max-sm:px-4">
      <PageHeader
        title="Import users from a CSV file"
        lead="The first line holds the headings: First name, Last name, Logon name, Password, Alias, Access level, Quota. What a row leaves out is suggested."
      />
      <ImportUsers plan={planAction} start={importAction} />
    </div>
  )
}

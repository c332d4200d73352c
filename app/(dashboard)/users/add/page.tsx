import type { Metadata } from 'next'
import { OpenWizard } from '../../do/open-wizard'

export const metadata: Metadata = { title: 'Add a user account' }

export default function AddUserPage() {
  return <OpenWizard id="add-user" back="/users" />
}

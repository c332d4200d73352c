import type { Metadata } from 'next'
import { OpenWizard } from '../../do/open-wizard'

export const metadata: Metadata = { title: 'Set up Exchange Server integration' }

export default function IntegratePage() {
  return <OpenWizard id="integrate" back="/" />
}

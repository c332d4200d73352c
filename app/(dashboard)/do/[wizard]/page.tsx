import { notFound } from 'next/navigation'
import { firstOf, type PageProps } from '@/lib/server/address'
import { internalPath } from '@/lib/server/internal-path'
import { isWizardId, loadWizard } from '@/lib/wizards'
import { OpenWizard } from '../open-wizard'

type Props = PageProps & { params: Promise<{ wizard: string }> }

export async function generateMetadata({ params }: Props) {
  const { wizard } = await params
  return isWizardId(wizard) ? { title: (await loadWizard(wizard)).title } : {}
}

/** Any wizard by its id: `/do/change-password?for=<user id>&back=/users`. */
export default async function WizardPage({ params, searchParams }: Props) {
  const [{ wizard }, query] = await Promise.all([params, searchParams])
  if (!isWizardId(wizard)) notFound()
  return (
    <OpenWizard
      id={wizard}
      subject={firstOf(query.for) ?? ''}
      back={internalPath(firstOf(query.back) ?? '')}
    />
  )
}

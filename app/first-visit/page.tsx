import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '@/components/account/sign-in-frame'
import { AdministratorForm } from '@/components/first-visit/administrator-form'
import { LinkButton } from '@/components/ui/button'
import { findDescription } from '@/lib/essentials'
import { db } from '@/lib/server/db'
import { callerOf } from '@/lib/server/execute'
import { administratorExists } from '@/lib/server/first-administrator'
import { currentPerson } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'
import { contosoAnswers } from '@/lib/wizards/describe-site'
import { OpenWizard } from '../(dashboard)/do/open-wizard'
import { firstAdministratorAction } from './actions'

export const metadata: Metadata = { title: 'First visit' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who you are, then what the site is; each once. */
export default async function FirstVisitPage({ searchParams }: Props) {
  const { describe } = await searchParams
  const person = await currentPerson()
  if (!person) {
    if (await administratorExists()) redirect('/sign-in?from=/first-visit')
    return (
      <SignInFrame>
        <AdministratorForm action={firstAdministratorAction} />
      </SignInFrame>
    )
  }
  const { site } = await openSite(db, callerOf(person.email))
  if (await findDescription(site)) redirect('/')
  if (describe)
    return (
      <OpenWizard
        id="describe-site"
        back="/first-visit"
        {...(describe === 'contoso' ? { initialAnswers: contosoAnswers() } : {})}
      />
    )
  return (
    <SignInFrame>
      <h1 className="text-2xl font-semibold">Describe your site</h1>
      <p className="text-soft">
        The dashboard rehearses on a simulated site that looks like yours: two servers, a router, a domain on
        the Internet. Tell it the names and addresses. You can change them later under Settings.
      </p>
      <LinkButton look="primary" href="/first-visit?describe=own">
        Describe the site
      </LinkButton>
      <LinkButton href="/first-visit?describe=contoso">Use the Contoso example</LinkButton>
    </SignInFrame>
  )
}

import { StateDot } from '@/components/ui/state'
import type { ListedCertificate } from '@/lib/wizards/certificate-facts'

const day = 86_400_000

/** "Valid for 41 more days", on the site's clock. */
export function CertificateState({ one, now }: { one: ListedCertificate; now: Date }) {
  if (one.pending) return <StateDot state="pending">Waits for the authority</StateDot>
  const days = Math.floor((Date.parse(one.notAfter) - now.getTime()) / day)
  if (one.expired) return <StateDot state="error">Expired</StateDot>
  const left =
    days === 0 ? 'Ends today' : `${days.toLocaleString('en-US')} ${days === 1 ? 'day' : 'days'} left`
  return <StateDot state={days < 30 ? 'warning' : 'ok'}>{left}</StateDot>
}

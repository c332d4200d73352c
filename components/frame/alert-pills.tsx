import { type BadgeTone, pillClass, pillTone } from '@/components/ui/badge'
import { cx } from '@/components/ui/cx'
import { Menu } from '@/components/ui/menu'
import { PageLink } from '@/components/ui/page-link'

export type Severity = 'critical' | 'warning' | 'information'

export interface AlertItem {
  id: string
  severity: Severity
  /** What is wrong: "The certificate of mail.contoso.com expires in 12 days". */
  title: string
  /** Why. */
  cause: string
  /** The page or wizard that mends it. */
  repair?: { label: string; href: string }
}

const severities: readonly {
  severity: Severity
  tone: BadgeTone
  sign: string
  one: string
  many: string
}[] = [
  { severity: 'critical', tone: 'red', sign: '●', one: 'critical', many: 'critical' },
  { severity: 'warning', tone: 'amber', sign: '▲', one: 'warning', many: 'warnings' },
  { severity: 'information', tone: 'blue', sign: 'ℹ', one: 'information', many: 'information' },
]

/** One pill a severity, with its count; a pill opens the list of its alerts with cause and repair. */
export function AlertPills({ alerts }: { alerts: readonly AlertItem[] }) {
  if (alerts.length === 0) return null
  return (
    <section aria-label="Alerts" className="flex shrink-0 flex-wrap gap-2 pb-3 max-md:pt-2 max-md:pb-0">
      {severities.map(({ severity, tone, sign, one, many }) => {
        const mine = alerts.filter((alert) => alert.severity === severity)
        if (mine.length === 0) return null
        return (
          <Menu
            key={severity}
            id={`alerts-${severity}`}
            className="w-[400px]"
            triggerClass={cx(pillClass, pillTone(tone), 'min-h-6')}
            trigger={
              <>
                <span aria-hidden className="text-[10px]">
                  {sign}
                </span>
                {mine.length} {mine.length === 1 ? one : many}
              </>
            }
          >
            <ul className="divide-y divide-line">
              {mine.map((alert) => (
                <li key={alert.id} className="px-4 py-3">
                  <p className="font-semibold">{alert.title}</p>
                  <p className="text-soft">{alert.cause}</p>
                  {alert.repair && (
                    <PageLink href={alert.repair.href} className="act mt-1 inline-block min-h-6 font-medium">
                      {alert.repair.label}
                    </PageLink>
                  )}
                </li>
              ))}
            </ul>
          </Menu>
        )
      })}
    </section>
  )
}

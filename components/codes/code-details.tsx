import { DetailsPane } from '@/components/frame/three-pane'
import { Code } from '@/components/ui/code'
import { PageLink } from '@/components/ui/page-link'
import { findScenario, type NonDeliveryCode } from '@/lib/exchange'

/** One code: what it means, where it comes from, what to check, and how it comes about on this site. */
export function CodeDetails({ code }: { code: NonDeliveryCode }) {
  const { title, meaning, cause, check } = code
  return (
    <DetailsPane
      title={code.code}
      subtitle={title}
      facts={[
        { term: 'Meaning', value: meaning },
        { term: 'Usual cause', value: cause },
        {
          term: 'Check here',
          value: (
            <PageLink className="act" href={check.href}>
              {check.text}
            </PageLink>
          ),
        },
        { term: 'On this site', value: <Here {...code} /> },
      ]}
    >
      <Code code={check.command} label="the check" />
    </DetailsPane>
  )
}

function Here({ code, here: { plays, note, after } }: NonDeliveryCode) {
  const [{ scenario: id, says }] = plays
  const scenario = findScenario(id)
  return (
    <>
      {note} {scenario?.does} The code shows {scenario?.shows}.
      {!says.includes(code) && ` Since 2007 Exchange, and so this site, says ${says.join(' or ')}.`}{' '}
      {scenario?.next}
      {after && (
        <>
          {' '}
          This site’s own servers say it after{' '}
          <code className="font-mono text-xs">{after.lines.join('; ')}</code>. {after.next}
        </>
      )}
    </>
  )
}

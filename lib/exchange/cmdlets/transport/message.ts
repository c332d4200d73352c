import { switchParameter, text } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { changeMessageCmdlets } from './change-message'
import { exportMessage } from './export-message'
import { findMessages, propertiesOfMessages } from './find-message'
import { inOrder, type Paging, paging, which } from './queue'
import { redirectMessage } from './redirect-message'
import { lastPage, usualResultSize } from './result-size'

/** One more than a page shows says that there are more; to sort, and for the last page, all are needed. */
function mostNeeded(paging: Paging): number | undefined {
  const { BookmarkIndex = 1, ResultSize = usualResultSize } = paging
  const all = paging.SortOrder || paging.BookmarkObject || paging.ReturnPageInfo
  if (all || BookmarkIndex === lastPage || paging.SearchForward === false) return undefined
  return Math.max(BookmarkIndex, 1) + ResultSize
}

const getMessage = exchangeCmdlet({
  name: 'Get-Message',
  synopsis: 'Lists the messages in the queues of a transport server.',
  reads: true,
  columns: ['Identity', 'FromAddress', 'Status', 'Queue', 'Subject'],
  parameters: {
    ...which,
    ...paging,
    Queue: text,
    IncludeRecipientInfo: switchParameter,
    IncludeComponentLatencyInfo: switchParameter,
  },
  run: async ({ IncludeRecipientInfo, ...asked }, site) => {
    const found = await findMessages(asked, site, mostNeeded(asked))
    if (!found.ok) return found
    const shown = found.value.map(({ shown: { Recipients, ...rest } }) =>
      IncludeRecipientInfo ? { ...rest, Recipients } : rest,
    )
    return inOrder(shown, asked, propertiesOfMessages)
  },
})

export const messageCmdlets = [getMessage, ...changeMessageCmdlets, exportMessage, redirectMessage]

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { RowSelection } from './row-selection'

export interface Column<Row> {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** The title becomes a link that sorts by this column; needs `sortHref`. */
  sortable?: boolean
  /** The row's name: bold, and the row's link when there is a `rowHref`. One column has it. */
  primary?: boolean
  align?: 'end'
  /** Left out below 640 px, where rows are cards. */
  wideOnly?: boolean
  /** A CSS width: "30%". */
  width?: string
}

export interface Sort {
  column: string
  direction: 'asc' | 'desc'
}

export interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where a row leads: usually this page with `?selected=`. The whole row can be clicked. */
  rowHref?: (row: Row) => string
  /** The key of the row whose details are shown. */
  selected?: string | null
  sort?: Sort
  sortHref?: (sort: Sort) => string
  /** Check boxes before the rows, sent under `name` with the form that has this id. */
  checkboxes?: { name: string; form: string; label: (row: Row) => string }
  /** Shown in place of the rows when there are none: an EmptyState. */
  empty?: ReactNode
}

/**
 * A server-rendered table: sortable by links, its header sticks, its rows are chosen with the arrow keys, Home,
 * End and Enter (Space ticks the row's box), and on a phone each row is a card.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, checkboxes, empty } = props
  if (rows.length === 0 && empty) return empty
  return (
    <RowSelection>
      <table className="table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {checkboxes && (
              <th scope="col" className="table-check">
                <input type="checkbox" data-all-rows aria-label="Select all rows of this page" />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.id} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={props.rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </RowSelection>
  )
}

function Heading<Row>({ column, sort, sortHref }: TableProps<Row> & { column: Column<Row> }) {
  const sorted = sort?.column === column.id ? sort.direction : null
  const direction = sorted === 'asc' ? 'desc' : 'asc'
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cx(column.align === 'end' && 'text-right', column.wideOnly && 'wide-only')}
      style={column.width ? { width: column.width } : undefined}
    >
      {column.sortable && sortHref ? (
        <a href={sortHref({ column: column.id, direction })} className="table-sort">
          {column.title}
          {sorted && <Arrow aria-hidden size={13} />}
        </a>
      ) : (
        column.title
      )}
    </th>
  )
}

function Line<Row>({ row, columns, rowKey, rowHref, selected, checkboxes }: TableProps<Row> & { row: Row }) {
  const key = rowKey(row)
  const current = key === selected
  return (
    <tr data-row data-current={current || undefined}>
      {checkboxes && (
        <td className="table-check">
          <input
            type="checkbox"
            name={checkboxes.name}
            value={key}
            form={checkboxes.form}
            data-row-check
            aria-label={`Select ${checkboxes.label(row)}`}
          />
        </td>
      )}
      {columns.map((column) => {
        const content =
          column.primary && rowHref ? (
            <a key="link" href={rowHref(row)} data-row-link aria-current={current ? 'true' : undefined}>
              {column.cell(row)}
            </a>
          ) : (
            column.cell(row)
          )
        const shared = {
          'data-title': column.title,
          className: cx(column.align === 'end' && 'text-right tabular-nums', column.wideOnly && 'wide-only'),
        }
        return column.primary ? (
          <th key={column.id} scope="row" {...shared}>
            {content}
          </th>
        ) : (
          <td key={column.id} {...shared}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

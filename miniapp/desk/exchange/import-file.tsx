import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { SaidPill, type Said } from '../../ui/said-pill.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { hoursTitles } from './hours.ts'
import { memberTitles } from './members.ts'
import { checkHours, checkMembers, isToWrite, type Checked, type LookedAt } from './run.ts'
import { readFile, saveFile } from './sheet.ts'

export type Kind = 'members' | 'hours'

const titlesOf = { members: memberTitles, hours: hoursTitles } as const
const nameOf = { members: '志愿者空表', hours: '服务时间空表' } as const
const unreadable = '这不是 Excel 表格。请另存成 .xlsx 再选。'
const noTitles = '表头对不上。请用“下载空表”里的表头。'

interface State {
  /** Between 0 and 1 while something runs. */
  share?: number
  wrong?: string
  checked?: Checked
  failed?: Map<number, string>
}

/** A file chosen, looked at without writing, and only then written. */
export function ImportFile({ kind, communityId }: { kind: Kind; communityId: string }) {
  const [state, setState] = useState<State>({})
  const [isSigned, setSigned] = useState(false)
  const titles = titlesOf[kind]

  async function look(file: File) {
    setState({ share: 0 })
    const rows = await readFile(file, titles)
    if (rows === 'unreadable') return setState({ wrong: unreadable })
    if (rows === 'no_titles') return setState({ wrong: noTitles })
    const check = kind === 'members' ? checkMembers : checkHours
    const checked = await check(communityId, rows, (share) => setState({ share }))
    return setState(typeof checked === 'string' ? { wrong: checked } : { checked })
  }

  async function write(checked: Checked) {
    setState({ checked, share: 0 })
    const failed = await checked.write((share) => setState({ checked, share }))
    setState({ checked, failed })
    const count = checked.rows.filter(isToWrite).length - failed.size
    say(kind === 'members' ? `登记了 ${count} 位` : `交上去 ${count} 行，等同事核对`)
  }

  const { share, wrong, checked, failed } = state
  const right = checked?.rows.filter(isToWrite).length ?? 0
  return (
    <Section title="导进来" note="先看一遍，不会直接写进去" first>
      <View className="col g3">
        <Card pad className="col g3">
          <Btn text="下载空表" kind="secondary" wide onPress={() => void saveFile(nameOf[kind], titles, [])} />
          <label className="btn btn--primary btn--l btn--wide file-choice">
            <Text>选填好的表格</Text>
            <input
              type="file"
              className="file-choice__input"
              accept=".xlsx"
              aria-label="选填好的表格"
              onChange={(event) => {
                const file = event.target.files?.[0]
                // The same file, mended and chosen again, is a change too.
                event.target.value = ''
                if (file) void look(file)
              }}
            />
          </label>
          {share === undefined ? null : (
            <View role="status">
              <Say>{`正在${checked === undefined ? '看' : '写'}，${Math.round(share * 100)}%`}</Say>
            </View>
          )}
          {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
        </Card>
        {checked === undefined ? null : (
          <>
            <Found rows={checked.rows} failed={failed} />
            {failed !== undefined || share !== undefined || right === 0 ? null : (
              <>
                {kind === 'members' ? (
                  <Choice
                    many
                    title="这些人都签过纸质同意书"
                    note="没有本人同意，不能替他登记"
                    isOn={isSigned}
                    onPress={() => setSigned(!isSigned)}
                  />
                ) : null}
                <Btn
                  text={kind === 'members' ? `登记没问题的 ${right} 位` : `交上没问题的 ${right} 行`}
                  kind="primary"
                  size="l"
                  wide
                  disabled={kind === 'members' && !isSigned}
                  onPress={() => void write(checked)}
                />
              </>
            )}
          </>
        )}
      </View>
    </Section>
  )
}

function Found({ rows, failed }: { rows: readonly LookedAt[]; failed: Map<number, string> | undefined }) {
  const wrong = rows.filter(({ problems }) => problems.length > 0).length
  const isWrong = (row: LookedAt) => row.problems.length > 0 || failed?.has(row.line) === true
  const sorted = [...rows.filter(isWrong), ...rows.filter((row) => !isWrong(row))]
  return (
    <Section title={`${rows.length} 行`} note={wrong === 0 ? '都没问题' : `${wrong} 行要改`}>
      <Rows>
        {sorted.map((row) => (
          <Row
            key={row.line}
            title={`第 ${row.line} 行 ${row.who}`}
            note={failed?.get(row.line) ?? row.problems.join('；')}
            end={<SaidPill said={saidOf(row, failed)} />}
          />
        ))}
      </Rows>
    </Section>
  )
}

function saidOf(row: LookedAt, failed: Map<number, string> | undefined): Said {
  if (row.problems.length > 0) return { text: '要改', kind: 'warn', icon: 'triangle-alert' }
  if (failed?.has(row.line)) return { text: '没写成', kind: 'warn', icon: 'triangle-alert' }
  if (row.isDone) return { text: '登记过了' }
  return failed === undefined
    ? { text: '没问题', kind: 'ok', icon: 'check' }
    : { text: '好了', kind: 'ok', icon: 'check' }
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { addDays, dayOf } from '../../../shared/time.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import { ImportFile, type Kind } from './import-file.tsx'
import { exportHours, exportMembers } from './run.ts'

/** 表格: volunteers and hours in and out by spreadsheet, in a browser at the desk. */
export default function ExchangePage() {
  const isWide = useWide()
  const me = useFreshMe()
  const [kind, setKind] = useState<Kind>('members')
  return (
    <Page title="表格进出" help={false} wide={isWide}>
      <QueryView query={me} rows={3}>
        {({ staff }) => {
          const post = staff.find(({ role, areaCode }) => {
            return areaCode.length === 12 && (role === 'community_staff' || role === 'admin')
          })
          if (post === undefined) return <Empty title="这里给社区工作人员用" line="要表格，请社区的同事来导。" />
          const communityId = post.areaCode
          return (
            <View className={isWide ? 'columns' : 'col g3'}>
              <View className="columns__one col g3">
                <Segmented<Kind>
                  label="哪一种"
                  options={[
                    { value: 'members', text: '志愿者' },
                    { value: 'hours', text: '服务时间' },
                  ]}
                  value={kind}
                  onChange={setKind}
                />
                <Export key={kind} kind={kind} communityId={communityId} />
              </View>
              <View className="columns__one col g3">
                <ImportFile key={kind} kind={kind} communityId={communityId} />
              </View>
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Export({ kind, communityId }: { kind: Kind; communityId: string }) {
  const today = dayOf(new Date())
  const [fromDay, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [toDay, setTo] = useState(today)
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const isPeriod = kind === 'members' || (isDay(fromDay) && isDay(toDay) && fromDay <= toDay)
  async function send() {
    setBusy(true)
    const result =
      kind === 'members' ? await exportMembers(communityId) : await exportHours(communityId, fromDay, toDay)
    setBusy(false)
    setWrong(typeof result === 'string' ? result : '')
    if (typeof result === 'number') say(`存好了，${result} 行`)
  }
  return (
    <Section title="导出来" first>
      <Card pad className="col g3">
        <View className="quiet">
          <Say>
            {kind === 'members'
              ? '登记的每一项都在，证件号只露头尾。导一次，每个人都看得到是谁导的。'
              : '每一笔怎么记的、谁录的、谁核对的都在。'}
          </Say>
        </View>
        {kind === 'members' ? null : (
          <>
            <Field
              id="from"
              label="从哪天"
              value={fromDay}
              onInput={setFrom}
              maxLength={10}
              wrong={dayWrong(fromDay)}
            />
            <Field id="to" label="到哪天" value={toDay} onInput={setTo} maxLength={10} wrong={dayWrong(toDay)} />
          </>
        )}
        {wrong === '' ? null : <Notice kind="warn" text={wrong} />}
        <Btn
          text={kind === 'members' ? '导出志愿者表格' : '导出服务时间表格'}
          kind="primary"
          size="l"
          wide
          disabled={!isPeriod}
          isBusy={isBusy}
          busyText="正在导出"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}

function isDay(typed: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) && addDays(typed, 0) === typed
}

function dayWrong(typed: string): string | undefined {
  return isDay(typed) ? undefined : '像 2026-11-24 这样写'
}

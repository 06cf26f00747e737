import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { HoursFinding } from '../../../shared/records/hours-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import type { Query } from '../../client/use-query.ts'
import { findingWords } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Audit = Output<Endpoints['records.audit']>

interface Progress {
  volunteers: number
  entries: number
  findings: readonly HoursFinding[]
  isDone: boolean
}

/** Whether the books are as they were written: what the night found, and the same again on wish. */
export function AuditCard({ communityId, query }: { communityId: string; query: Query<Audit> }) {
  const [progress, setProgress] = useState<Progress | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  async function verify() {
    setBusy(true)
    let after: string | null = null
    let sum: Progress = { volunteers: 0, entries: 0, findings: [], isDone: false }
    do {
      const answer: Awaited<ReturnType<typeof verifyAfter>> = await verifyAfter(communityId, after)
      if (!answer.ok) {
        say(answer.error.message)
        break
      }
      const { volunteers, entries, findings, next } = answer.data
      sum = {
        volunteers: sum.volunteers + volunteers,
        entries: sum.entries + entries,
        findings: [...sum.findings, ...findings],
        isDone: next === null,
      }
      setProgress(sum)
      after = next
    } while (after !== null)
    setBusy(false)
  }
  return (
    <QueryView query={query} rows={1}>
      {({ last, findings }) => (
        <Card pad className="col g2">
          <View className="flex g2">
            <Icon
              name={findings.length === 0 ? 'shield-check' : 'triangle-alert'}
              className={findings.length === 0 ? 'green' : 'brown'}
            />
            <View className="grow">
              <View className="strong">
                <Say>{findings.length === 0 ? '时长的账对得上' : `有 ${findings.length} 位的账对不上`}</Say>
              </View>
              <View className="t-small quiet">
                <Say>{lastWords(last)}</Say>
              </View>
            </View>
          </View>
          {findings.map((finding) => (
            <Found key={`night ${finding.residentId}`} finding={finding} />
          ))}
          {progress === undefined ? null : (
            <View className="t-small" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
              <Text>
                {progress.isDone
                  ? `刚核对完 ${progress.volunteers} 位、${progress.entries} 笔，${progress.findings.length === 0 ? '一笔不差' : `${progress.findings.length} 位对不上`}`
                  : `核对了 ${progress.volunteers} 位、${progress.entries} 笔，还在核对`}
              </Text>
            </View>
          )}
          {progress?.findings.map((finding) => (
            <Found key={`now ${finding.residentId}`} finding={finding} />
          ))}
          <Btn text="现在核对一遍" wide isBusy={isBusy} busyText="正在核对" onPress={() => void verify()} />
        </Card>
      )}
    </QueryView>
  )
}

function verifyAfter(communityId: string, after: string | null) {
  return call('records.verify', { communityId, residentId: null, after })
}

function Found({ finding }: { finding: HoursFinding }) {
  const who = finding.name === '' ? '一位没有档案的志愿者' : `${finding.name}（编号 ${finding.volunteerNumber}）`
  return <Notice kind="warn" text={`${who}：${findingWords(finding)}。先别出证明，查清再说。`} />
}

function lastWords(last: Audit['last']): string {
  if (last === null) return '每天夜里两点核对，还没核对过'
  const { day, volunteers, entries, finishedAt } = last
  if (finishedAt === null) return `${dayWord(day)}正在核对，看了 ${volunteers} 位`
  return `${dayWord(day)}夜里核对了 ${volunteers} 位、${entries} 笔`
}

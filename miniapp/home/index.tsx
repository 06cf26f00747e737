import { useSettings } from '../client/settings.ts'
import { ElderHome } from './elder.tsx'
import { StandardHome } from './standard.tsx'
import { useHome } from './use-home.ts'

export default function HomePage() {
  const { elder } = useSettings()
  const home = useHome()
  return elder ? <ElderHome home={home} /> : <StandardHome home={home} />
}

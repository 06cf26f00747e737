import { helpContract } from '../shared/help/contract.ts'
import { compose } from './_src/compose.ts'
import { everydaySlices } from './_src/everyday-slices.ts'
import { openApiDocument } from './_src/platform/http/openapi.ts'
import { serverless } from './_src/serverless.ts'

/** The function for everything that is not a help call. */
const { app } = compose(everydaySlices, serverless(), { describe: openApiDocument, elsewhere: [helpContract] })

export default { fetch: app.fetch }

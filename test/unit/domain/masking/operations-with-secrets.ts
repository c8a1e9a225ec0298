import { asStated } from '#domain/contract/as-stated';
import { secretsOf } from '#domain/masking/secrets';
import { operationById } from '#operations/registry';

/** With secrets of its own, without any, and with those a tenant states. */
export const operations = {
  documented: secretsOf(operationById('request-port-in')),
  plain: secretsOf(operationById('apex-create-quote')),
  stated: secretsOf(
    asStated({
      'request-port-in': { request: { members: { '/subscriberNumber': '/ctn' }, secretMembers: ['/losing/magic'] } },
    })(operationById('request-port-in')),
  ),
};

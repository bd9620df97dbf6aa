import { domainToUnicode } from 'node:url';
import { describeHost, type IssuerHost } from '../../shared/protocol/issuer-host.ts';

export const describeIssuer = (issuer: string): IssuerHost => describeHost(issuer, domainToUnicode);

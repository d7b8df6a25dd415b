// Command client runs the checklist with the AWS SDK for Go, on which Tigris' own servers read
// from a shadow bucket: virtual-hosted, with x-id in the query and accept-encoding signed.
package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

// order is the first argument, as JSON: what is to be read.
type order struct {
	Endpoint, Hosted, OtherEndpoint            string
	Bucket, HastyBucket                        string
	Key, OddKey, LargeKey, ColdKey, RetriedKey string
	LateKey                                    string
	MissingKey, ETag, Region, WrongRegion      string
	AccessKeyID, SecretAccessKey, Folder       string
}

// seen is what a check saw.
type seen map[string]any

type program struct {
	ctx   context.Context
	order order
	s3    *s3.Client
	other *s3.Client
}

// localNames finds names under localhost here (RFC 6761), which not every resolver does.
func localNames() *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(transport *http.Transport) {
		dialer := &net.Dialer{}
		transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			if host, port, err := net.SplitHostPort(address); err == nil && strings.HasSuffix(host, ".localhost") {
				address = net.JoinHostPort("127.0.0.1", port)
			}
			return dialer.DialContext(ctx, network, address)
		}
	})
}

func (p *program) client(changes ...func(*s3.Options)) *s3.Client {
	options := s3.Options{
		BaseEndpoint:     aws.String(p.order.Endpoint),
		Region:           p.order.Region,
		UsePathStyle:     true,
		RetryMaxAttempts: 4,
		HTTPClient:       localNames(),
		Credentials: credentials.NewStaticCredentialsProvider(
			p.order.AccessKeyID, p.order.SecretAccessKey, ""),
	}
	return s3.New(options, changes...)
}

func digest(content []byte) seen {
	sum := md5.Sum(content)
	return seen{"length": len(content), "md5": hex.EncodeToString(sum[:])}
}

// get reads an object, as the changes say.
func (p *program) get(client *s3.Client, changes func(*s3.GetObjectInput)) (seen, error) {
	input := &s3.GetObjectInput{Bucket: &p.order.Bucket, Key: &p.order.Key}
	changes(input)
	answer, err := client.GetObject(p.ctx, input)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	result := digest(content)
	result["etag"] = aws.ToString(answer.ETag)
	result["type"] = aws.ToString(answer.ContentType)
	return result, nil
}

func (p *program) getKey(key string) (seen, error) {
	return p.get(p.s3, func(input *s3.GetObjectInput) { input.Key = &key })
}

func asIs(*s3.GetObjectInput) {}

func (p *program) head() (seen, error) {
	answer, err := p.s3.HeadObject(p.ctx, &s3.HeadObjectInput{Bucket: &p.order.Bucket, Key: &p.order.Key})
	if err != nil {
		return nil, err
	}
	return seen{
		"length": aws.ToInt64(answer.ContentLength),
		"etag":   aws.ToString(answer.ETag),
		"type":   aws.ToString(answer.ContentType),
	}, nil
}

func (p *program) list() (seen, error) {
	objects := []seen{}
	pages := s3.NewListObjectsV2Paginator(
		p.other, &s3.ListObjectsV2Input{Bucket: &p.order.Bucket, MaxKeys: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(p.ctx)
		if err != nil {
			return nil, err
		}
		for _, entry := range page.Contents {
			objects = append(objects, seen{
				"key":    aws.ToString(entry.Key),
				"length": aws.ToInt64(entry.Size),
				"etag":   aws.ToString(entry.ETag),
			})
		}
	}
	return seen{"objects": objects}, nil
}

func (p *program) attributes() (seen, error) {
	answer, err := p.s3.GetObjectAttributes(p.ctx, &s3.GetObjectAttributesInput{
		Bucket:           &p.order.Bucket,
		Key:              &p.order.Key,
		ObjectAttributes: types.ObjectAttributes("").Values(),
	})
	if err != nil {
		return nil, err
	}
	result := seen{
		"etag":         aws.ToString(answer.ETag),
		"length":       aws.ToInt64(answer.ObjectSize),
		"storageClass": answer.StorageClass,
	}
	if answer.Checksum != nil {
		result["crc32"] = aws.ToString(answer.Checksum.ChecksumCRC32)
	}
	return result, nil
}

// parts reads by parallel ranges.
func (p *program) parts() (seen, error) {
	manager := transfermanager.New(p.s3, func(options *transfermanager.Options) {
		options.GetObjectType = "RANGE"
	})
	file, err := os.Create(p.order.Folder + "/large")
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if _, err := manager.DownloadObject(p.ctx, &transfermanager.DownloadObjectInput{
		Bucket: &p.order.Bucket, Key: &p.order.LargeKey, WriterAt: file,
	}); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(file.Name())
	if err != nil {
		return nil, err
	}
	return digest(content), nil
}

func (p *program) presigned() (seen, error) {
	request, err := s3.NewPresignClient(p.s3).PresignGetObject(
		p.ctx, &s3.GetObjectInput{Bucket: &p.order.Bucket, Key: &p.order.Key})
	if err != nil {
		return nil, err
	}
	return seen{"url": request.URL}, nil
}

func (p *program) buckets() (seen, error) {
	answer, err := p.s3.ListBuckets(p.ctx, &s3.ListBucketsInput{})
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, bucket := range answer.Buckets {
		names = append(names, *bucket.Name)
	}
	return seen{"buckets": names}, nil
}

func (p *program) location() (seen, error) {
	answer, err := p.s3.GetBucketLocation(p.ctx, &s3.GetBucketLocationInput{Bucket: &p.order.Bucket})
	if err != nil {
		return nil, err
	}
	return seen{"region": answer.LocationConstraint}, nil
}

func (p *program) missingHead() (seen, error) {
	_, err := p.s3.HeadObject(
		p.ctx, &s3.HeadObjectInput{Bucket: &p.order.Bucket, Key: &p.order.MissingKey})
	return nil, err
}

// refusal tells what an error says of the answer; codes of bodiless answers are the SDK's own.
func refusal(result seen, err error) (seen, error) {
	var answer *awshttp.ResponseError
	if !errors.As(err, &answer) {
		return result, err
	}
	result = seen{"status": answer.HTTPStatusCode()}
	var named smithy.APIError
	if errors.As(err, &named) && named.ErrorCode() != "NotModified" && named.ErrorCode() != "NotFound" {
		result["code"] = named.ErrorCode()
	}
	return result, nil
}

func (p *program) checks() map[string]func() (seen, error) {
	o := p.order
	wrongSecret := p.client(func(options *s3.Options) {
		options.Credentials = credentials.NewStaticCredentialsProvider(o.AccessKeyID, "wrong", "")
	})
	wrongRegion := p.client(func(options *s3.Options) { options.Region = o.WrongRegion })
	once := p.client(func(options *s3.Options) { options.Retryer = aws.NopRetryer{} })
	hosted := p.client(func(options *s3.Options) {
		options.BaseEndpoint, options.UsePathStyle = &o.Hosted, false
	})
	return map[string]func() (seen, error){
		"get":  func() (seen, error) { return p.getKey(o.Key) },
		"head": p.head,
		"list": p.list,
		"range": func() (seen, error) {
			return p.get(p.s3, func(input *s3.GetObjectInput) { input.Range = aws.String("bytes=100-299") })
		},
		"attributes": p.attributes,
		"large":      func() (seen, error) { return p.getKey(o.LargeKey) },
		"parts":      p.parts,
		"notModified": func() (seen, error) {
			return refusal(p.get(p.s3, func(input *s3.GetObjectInput) { input.IfNoneMatch = &o.ETag }))
		},
		"preconditionFailed": func() (seen, error) {
			return refusal(p.get(p.s3, func(input *s3.GetObjectInput) { input.IfMatch = aws.String(`"0"`) }))
		},
		"presigned":   p.presigned,
		"missing":     func() (seen, error) { return refusal(p.getKey(o.MissingKey)) },
		"missingHead": func() (seen, error) { return refusal(p.missingHead()) },
		"wrongSecret": func() (seen, error) { return refusal(p.get(wrongSecret, asIs)) },
		"wrongRegion": func() (seen, error) { return refusal(p.get(wrongRegion, asIs)) },
		"buckets":     p.buckets,
		"location":    p.location,
		"oddKey": func() (seen, error) {
			return p.get(p.other, func(input *s3.GetObjectInput) { input.Key = &o.OddKey })
		},
		"hosted": func() (seen, error) { return p.get(hosted, asIs) },
		"retried": func() (seen, error) {
			return p.get(p.s3, func(input *s3.GetObjectInput) { input.Bucket, input.Key = &o.HastyBucket, &o.RetriedKey })
		},
		"unavailable": func() (seen, error) {
			return refusal(p.get(once, func(input *s3.GetObjectInput) { input.Bucket, input.Key = &o.HastyBucket, &o.LateKey }))
		},
		"cold": func() (seen, error) { return p.getKey(o.ColdKey) },
	}
}

func run(argument string) error {
	p := &program{ctx: context.Background()}
	if err := json.NewDecoder(bytes.NewBufferString(argument)).Decode(&p.order); err != nil {
		return err
	}
	p.s3 = p.client()
	p.other = p.client(func(options *s3.Options) { options.BaseEndpoint = &p.order.OtherEndpoint })
	report := map[string]seen{}
	for name, check := range p.checks() {
		result, err := check()
		if err != nil {
			result = seen{"error": err.Error()}
		}
		report[name] = result
	}
	return json.NewEncoder(os.Stdout).Encode(report)
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

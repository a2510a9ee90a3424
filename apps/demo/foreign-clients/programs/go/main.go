// The base client of github.com/volcengine/volc-sdk-golang, since it has no calls of the knowledge base.
package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/volcengine/volc-sdk-golang/base"
)

type key struct{ AccessKeyId, SecretAccessKey string }

type target struct {
	Host  string
	Cases []struct {
		Operation, Path, Prefer string
		Request                 json.RawMessage
		Key                     key
	}
}

type envelope struct {
	Code int
	Data struct {
		Description string
		DocName     string `json:"doc_name"`
		Status      any
		PointList   []struct{ Content string } `json:"point_list"`
	}
}

func main() {
	var given target
	must(json.NewDecoder(os.Stdin).Decode(&given))
	outcomes := []map[string]any{}
	for _, one := range given.Cases {
		client := base.NewClient(&base.ServiceInfo{
			Timeout: 10 * time.Second,
			Scheme:  "http",
			Host:    given.Host,
			Header:  http.Header{"Prefer": []string{one.Prefer}},
			Credentials: base.Credentials{
				AccessKeyID: one.Key.AccessKeyId, SecretAccessKey: one.Key.SecretAccessKey,
				Service: "air", Region: "cn-beijing",
			},
		}, map[string]*base.ApiInfo{"call": {Method: http.MethodPost, Path: one.Path}})
		// Its error of a refusal holds the status and the text alone.
		body, _, failure := client.Json("call", url.Values{}, string(one.Request))
		var answer envelope
		if json.Unmarshal(body, &answer) != nil {
			must(failure)
		}
		if answer.Code != 0 {
			outcomes = append(outcomes, map[string]any{"code": answer.Code})
			continue
		}
		outcomes = append(outcomes, map[string]any{"text": text(one.Operation, answer)})
	}
	must(json.NewEncoder(os.Stdout).Encode(outcomes))
}

func text(operation string, answer envelope) any {
	contents := []string{}
	for _, point := range answer.Data.PointList {
		contents = append(contents, point.Content)
	}
	return map[string]any{
		"collection": answer.Data.Description,
		"document":   answer.Data.DocName,
		"points":     strings.Join(contents, "\n"),
		"task":       answer.Data.Status,
	}[operation]
}

func must(failure error) {
	if failure != nil {
		panic(failure)
	}
}

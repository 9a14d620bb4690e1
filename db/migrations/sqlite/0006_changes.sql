CREATE TABLE `adjustment_targets` (
	`region_code` text NOT NULL,
	`action` text NOT NULL,
	`level` text NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`majors` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`region_code`, `from_year`, `to_year`, `action`, `level`)
);
--> statement-breakpoint
CREATE TABLE `key_list_majors` (
	`list_id` text NOT NULL,
	`major_code` text NOT NULL,
	`major_name` text NOT NULL,
	`level` text NOT NULL,
	`evidence` text,
	PRIMARY KEY(`list_id`, `major_code`),
	FOREIGN KEY (`list_id`) REFERENCES `key_lists`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `key_list_majors_major_idx` ON `key_list_majors` (`major_code`);--> statement-breakpoint
CREATE TABLE `key_lists` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`basis` text NOT NULL,
	`run_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`resolution_number` text,
	`decided_on` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `key_lists_state_idx` ON `key_lists` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `programme_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`change` text NOT NULL,
	`from_year` integer NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`reasons` text NOT NULL,
	`costs` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`run_id` text,
	`evidence` text,
	`evidence_hash` text,
	`reason` text,
	`docket_id` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `programme_changes_school_idx` ON `programme_changes` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `programme_changes_major_idx` ON `programme_changes` (`major_code`,`state`);--> statement-breakpoint
CREATE INDEX `programme_changes_state_idx` ON `programme_changes` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_order_idx` ON `adjustments` (`year`,`id`);